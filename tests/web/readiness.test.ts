import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cover, type Policy } from "../../functions/bodies/contract.ts";
import { covers } from "../../functions/bodies/rules.ts";
import type { Project, ProjectPartner } from "../../functions/projects/contract.ts";
import { missingSections } from "../../functions/projects/rules.ts";
import { insuredToday, missingCovers, standing } from "../../web/parts/insured.ts";
import { isReady, isWritten, wanting } from "../../web/parts/readiness.ts";

const body = (n: number) => `bod_${String(n).padStart(26, "0")}` as ProjectPartner["body"];
const day = fc.constantFrom("2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01");

const partner = (n: number) =>
  fc.record({
    body: fc.constant(body(n)),
    name: fc.constant(`Ente ${n}`),
    commitments: fc.constantFrom<ProjectPartner["commitments"]>([], [{ kind: "hours", amount: 10, what: "" }]),
    confirmed: fc.constantFrom(null, { at: "2027-01-01T10:00:00.000Z", name: "Amina" }),
  });
const text = fc.integer({ min: 0, max: 40 }).map((length) => "a".repeat(length));
const project: fc.Arbitrary<Project> = fc
  .record({
    title: text,
    need: text,
    beneficiaries: text,
    activities: text,
    comuni: fc.constantFrom([], ["048017"]),
    from: fc.option(day),
    to: fc.option(day),
    partners: fc.tuple(partner(0), partner(1), partner(2)),
  })
  .map((content) => ({ ...content, lead: body(0), state: "co_design" }) as unknown as Project);

describe("what the page says is missing", () => {
  it("is what the API will say", () => {
    fc.assert(
      fc.property(project, (project) => {
        const { sections, commitments } = wanting(project);
        const said = [...sections.map(({ section }) => section), ...(commitments.length > 0 ? ["commitments"] : [])];
        expect(said).toEqual(missingSections(project).map(({ section }) => section));
        expect(isWritten(project)).toBe(sections.length === 0);
      }),
    );
  });

  it("counts the confirmations of the others: the lead confirms by sending", () => {
    fc.assert(
      fc.property(project, (project) => {
        const silent = project.partners.slice(1).filter(({ confirmed }) => !confirmed);
        expect(wanting(project).confirmations).toEqual(silent);
        expect(isReady(project)).toBe(missingSections(project).length === 0 && silent.length === 0);
      }),
    );
  });
});

describe("a policy at the desk", () => {
  const policy = fc.record({
    covers: fc.subarray([...Cover.options], { minLength: 1 }),
    validFrom: day,
    validTo: day,
    withdrawnAt: fc.option(fc.constant("2027-01-15T09:00:00.000Z"), { nil: undefined }),
  }) as unknown as fc.Arbitrary<Policy>;

  it("is called valid on the days on which the API gives places under it, and on no others", () => {
    fc.assert(
      fc.property(policy, day, (policy, today) => {
        expect(standing(policy, today) === "valid").toBe(covers(policy, { from: today, to: today }));
      }),
    );
  });

  it("names each missing cover; the one that lasts longest says until when", () => {
    const of = (covers: Policy["covers"], validTo: string) => ({ covers, validFrom: "2000-01-01", validTo }) as Policy;
    expect(missingCovers(of(["accident"], "2999-01-01"))).toEqual(["illness", "liability"]);
    const [short, long, partial] = [
      of([...Cover.options], "2999-01-01"),
      of([...Cover.options], "2999-06-01"),
      of(["accident"], "2999-12-01"),
    ];
    expect(insuredToday([short, long, partial])).toBe(long);
    expect(insuredToday([partial])).toBeUndefined();
  });
});
