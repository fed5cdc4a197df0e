import { describe, expect, it } from "vitest";
import { type News, projectLetter } from "../../functions/projects/messages.ts";
import type { Project } from "../../functions/projects/contract.ts";
import { pageAt } from "../../web/routes.ts";

const news: News[] = ["ask", "ask_again", "request_changes", "approve", "reject", "suspend", "resume", "withdraw"];
const withReason = new Set<News>(["request_changes", "approve", "reject", "suspend"]);
const id = `prj_${"0".repeat(26)}` as Project["id"];
const about = {
  id,
  title: "Compiti insieme",
  body: "Teranga",
  reason: "In generale va bene",
  reasons: [{ section: "need", reason: "Mancano i dati" }],
};

describe.each(["it", "en"] as const)("letters in %s", (locale) => {
  const to = { name: "Awa", email: "awa@teranga.example", locale };
  it.each(news)("%s", (one) => {
    const letter = projectLetter(one, to, about, "https://insieme.example");
    expect(letter.subject).toContain("Compiti insieme");
    expect(letter.text).toMatch(locale === "it" ? /^Ciao Awa,\n\n/ : /^Hello Awa,\n\n/);
    expect(pageAt(new URL(/https:\S+/.exec(letter.text)![0]).pathname)).toEqual({ page: "project-desk", params: { id } });
    expect(letter.text.includes("In generale va bene")).toBe(withReason.has(one));
    expect(`${letter.subject}${letter.text}`).not.toContain("undefined");
  });
  it("names the section that a reason is about", () => {
    expect(projectLetter("request_changes", to, about, "").text).toContain(
      locale === "it" ? "Bisogno: Mancano i dati" : "Need: Mancano i dati",
    );
  });
});
