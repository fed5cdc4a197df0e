import { describe, expect, it } from "vitest";
import type { Actor, Role } from "../../functions/foundation/context.ts";
import { Problem } from "../../functions/foundation/problem.ts";
import type { Plan, PlanDraft } from "../../functions/plans/contract.ts";
import { bodiesOf, drawn, mayTell } from "../../functions/plans/rules.ts";

const bod = (n: number) => `bod_${String(n).padStart(26, "0")}` as Plan["leadPartner"];
const draft: PlanDraft = {
  workPackage: "wp4",
  zone: "Area vasta Nord Ovest",
  title: "Cittadinanza attiva a Prato",
  territory: ["100005"],
  leadPartner: bod(1),
  partners: [bod(2)],
  from: "2027-01-01",
  to: "2028-12-31",
};

describe("a plan", () => {
  it("has one lead partner, who is not among the others, and every partner once", () => {
    const plan = drawn({ ...draft, partners: [bod(2), bod(1), bod(2), bod(3)] });
    expect(plan.partners).toEqual([bod(2), bod(3)]);
    expect(bodiesOf(plan)).toEqual([bod(1), bod(2), bod(3)]);
  });

  it("has a free territory of Tuscan Comuni, whatever its zone is called", () => {
    expect(drawn({ ...draft, territory: ["100005", "048017", "100005"] }).territory).toEqual(["100005", "048017"]);
    const refused = () => drawn({ ...draft, territory: ["100005", "058091"] });
    expect(refused).toThrow(Problem);
    expect(refused).toThrow(expect.objectContaining({ errors: [{ field: "territory.1", code: "comune" }] }));
  });
});

it.each([
  ["stranger", [[bod(9), "owner"]], false, false],
  ["owner of the lead partner", [[bod(1), "owner"]], false, true],
  ["organiser of the lead partner", [[bod(1), "organiser"]], false, true],
  ["tutor of the lead partner", [[bod(1), "tutor"]], false, false],
  ["owner of a partner", [[bod(2), "owner"]], false, false],
  ["staff", [[bod(8), "tutor"]], true, true],
] as [string, [Plan["leadPartner"], Role][], boolean, boolean][])("how it goes on is told by: %s", (_, bodies, staff, may) => {
  const actor: Actor = {
    person: `per_${"0".repeat(26)}` as Actor["person"],
    name: "Awa",
    bodies: new Map(bodies),
    staffOf: new Set(staff ? [bod(8)] : []),
  };
  expect(mayTell({ ...draft, id: `pla_${"0".repeat(26)}` as Plan["id"], version: 1, createdAt: "" }, actor)).toBe(may);
});
