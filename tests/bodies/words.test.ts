import { describe, expect, it } from "vitest";
import { bodyLetter, type News } from "../../functions/bodies/messages.ts";
import type { BodyId } from "../../functions/foundation/ids.ts";
import { pageAt } from "../../web/routes.ts";

const news: News[] = ["verify", "return", "suspend", "reinstate", "close", "vouch", "ask", "welcome"];
const page = `bod_${"0".repeat(26)}` as BodyId;
const reason = "Manca lo statuto";

describe.each(["it", "en"] as const)("letters in %s", (locale) => {
  it.each(news)("%s", (one) => {
    const letter = bodyLetter(
      one,
      { name: "Awa", email: "awa@teranga.example", locale },
      { body: "Teranga", page, reason },
      "https://insieme.example",
    );
    expect(letter.to).toBe("awa@teranga.example");
    expect(letter.subject).toContain("Teranga");
    expect(letter.text).toMatch(locale === "it" ? /^Ciao Awa,\n\n/ : /^Hello Awa,\n\n/);
    const link = new URL(/https:\S+/.exec(letter.text)![0]);
    expect([link.origin, pageAt(link.pathname)]).toEqual([
      "https://insieme.example",
      { page: one === "ask" ? "body-vouch" : "body-desk", params: { id: page } },
    ]);
    expect(link.pathname.startsWith("/en/")).toBe(locale === "en");
    expect(letter.text.includes(reason)).toBe(one === "return" || one === "suspend");
    expect(`${letter.subject}${letter.text}`).not.toContain("undefined");
  });
});
