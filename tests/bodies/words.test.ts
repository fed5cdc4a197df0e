import { describe, expect, it } from "vitest";
import { bodyLetter, type News } from "../../functions/bodies/messages.ts";

const news: News[] = ["verify", "return", "suspend", "reinstate", "close", "vouch", "ask", "welcome"];
const reason = "Manca lo statuto";

describe.each(["it", "en"] as const)("letters in %s", (locale) => {
  it.each(news)("%s", (one) => {
    const letter = bodyLetter(
      one,
      { name: "Awa", email: "awa@teranga.example", locale },
      { body: "Teranga", reason },
      "https://insieme.example",
    );
    expect(letter.to).toBe("awa@teranga.example");
    expect(letter.subject).toContain("Teranga");
    expect(letter.text).toMatch(locale === "it" ? /^Ciao Awa,\n\n/ : /^Hello Awa,\n\n/);
    expect(letter.text).toContain(`https://insieme.example/${locale === "it" ? "" : "en"}\n`);
    expect(letter.text.includes(reason)).toBe(one === "return" || one === "suspend");
    expect(`${letter.subject}${letter.text}`).not.toContain("undefined");
  });
});
