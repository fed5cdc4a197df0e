import { describe, expect, it } from "vitest";
import type { Actor, Role } from "../../functions/foundation/context.ts";
import type { Plan } from "../../functions/plans/contract.ts";
import { type Project, type ProjectEdit, ProjectState } from "../../functions/projects/contract.ts";
import {
  begun,
  confirm,
  decide,
  edit,
  isPublic,
  mayRead,
  missingSections,
  moves,
  newlyAsked,
  openDays,
  openForOpportunities,
  withCommitments,
} from "../../functions/projects/rules.ts";

const id = <P extends string>(prefix: P, n: number) => `${prefix}_${String(n).padStart(26, "0")}` as never;
const bod = (n: number): Project["lead"] => id("bod", n);
const [lead, partner, comune, anci, other] = [bod(1), bod(2), bod(3), bod(4), bod(5)];
const now = new Date("2027-03-01T09:00:00.000Z");
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const hours = [{ kind: "hours" as const, amount: 100, what: "Volontari" }];
const confirmed = { at: "2027-02-01T00:00:00.000Z", name: "Ion" };

const plan: Plan = {
  id: id("pla", 1),
  version: 1,
  workPackage: "wp4",
  zone: "Pratese",
  title: "Cittadinanza attiva",
  territory: ["100005", "100006"],
  leadPartner: lead,
  partners: [partner, comune],
  from: "2027-01-01",
  to: "2027-12-31",
  createdAt: "2026-12-01T00:00:00.000Z",
};
const content = {
  title: "Compiti insieme",
  need: "Molte famiglie arrivate da poco non riescono a seguire i compiti.",
  beneficiaries: "Bambine e bambini delle primarie.",
  activities: "Doposcuola due pomeriggi a settimana in biblioteca.",
  comuni: ["100005"],
  from: "2027-02-01",
  to: "2027-11-30",
};
const project = (more: Partial<Project> = {}): Project => ({
  ...content,
  id: id("prj", 1),
  version: 7,
  state: "co_design",
  plan: plan.id,
  lead,
  partners: [
    { body: lead, name: "Teranga", commitments: hours, confirmed: null },
    { body: partner, name: "Comune di Prato", commitments: hours, confirmed },
  ],
  officer: null,
  clock: { openMs: 0, runningSince: null },
  createdAt: "2027-01-01T00:00:00.000Z",
  since: "2027-01-01T00:00:00.000Z",
  ...more,
});
/** The partners, all of them with this word, or none. */
const partnersWho = (word: typeof confirmed | null) =>
  [lead, partner].map((body, n) => ({ body, name: ["Teranga", "Comune di Prato"][n]!, commitments: hours, confirmed: word }));
const actor = (roles: [Project["lead"], Role][], staff = false): Actor => ({
  person: id("per", 1),
  name: "Awa Diop",
  bodies: new Map([...roles, ...(staff ? [[anci, "organiser"] as [Project["lead"], Role]] : [])]),
  staffOf: new Set(staff ? [anci] : []),
});
const roles = {
  stranger: actor([[other, "owner"]]),
  "lead owner": actor([[lead, "owner"]]),
  "lead organiser": actor([[lead, "organiser"]]),
  "lead tutor": actor([[lead, "tutor"]]),
  "partner owner": actor([[partner, "owner"]]),
  "partner organiser": actor([[partner, "organiser"]]),
  "partner tutor": actor([[partner, "tutor"]]),
  "officer of another Comune": actor([[comune, "owner"]]),
  staff: actor([], true),
  "staff of the lead": actor([[lead, "owner"]], true),
  "staff of a partner": actor([[partner, "tutor"]], true),
};

/** Written by hand from domain.md. */
const leads = ["lead owner", "lead organiser", "staff of the lead"];
const owners = ["lead owner", "staff of the lead"];
const allowed: Record<keyof typeof moves, { from: string[]; to: string; by: string[] }> = {
  open_co_design: { from: ["idea"], to: "co_design", by: leads },
  submit: { from: ["co_design", "changes_requested"], to: "submitted", by: leads },
  start_review: { from: ["submitted"], to: "in_review", by: ["staff"] },
  request_changes: { from: ["in_review"], to: "changes_requested", by: ["staff"] },
  approve: { from: ["in_review"], to: "approved", by: ["staff"] },
  reject: { from: ["in_review"], to: "rejected", by: ["staff"] },
  start: { from: ["approved"], to: "active", by: owners },
  suspend: { from: ["active"], to: "suspended", by: [...owners, "staff"] },
  resume: { from: ["suspended"], to: "active", by: owners },
  conclude: { from: ["active"], to: "concluded", by: owners },
  evaluate: { from: ["concluded"], to: "evaluated", by: ["staff"] },
  withdraw: { from: ["idea", "co_design", "changes_requested"], to: "withdrawn", by: leads },
};
const reasons = [{ section: "need" as const, reason: "Mancano i dati" }];

describe.each(Object.keys(moves) as (keyof typeof moves)[])("%s", (move) => {
  for (const state of ProjectState.options)
    for (const [role, who] of Object.entries(roles))
      it(`${state} by ${role}`, () => {
        const attempt = () => decide(project({ state }), { move, reason: "Un motivo", reasons }, who, now);
        const { from, to, by } = allowed[move];
        if (!from.includes(state) || !by.includes(role)) return expect(attempt).toThrow(/not_allowed|own_body|wrong_state/);
        const { project: after, move: line } = attempt();
        expect(after).toMatchObject({ state: to, version: 8, since: now.toISOString() });
        expect(line).toEqual({
          at: now.toISOString(),
          by: { person: who.person, name: "Awa Diop" },
          move,
          from: state,
          to,
          reason: "Un motivo",
          reasons,
        });
      });
});

describe("a review", () => {
  it.each(["start_review", "request_changes", "approve", "reject", "evaluate"] as const)(
    "%s is not for who belongs to a partner",
    (move) => {
      const state = allowed[move].from[0] as ProjectState;
      for (const insider of ["staff of the lead", "staff of a partner"] as const)
        expect(() => decide(project({ state }), { move, reason: "x".repeat(9), reasons }, roles[insider], now)).toThrow("own_body");
    },
  );
  it("has an officer from its beginning", () => {
    expect(decide(project({ state: "submitted" }), { move: "start_review" }, roles.staff, now).project.officer).toEqual({
      person: id("per", 1),
      name: "Awa Diop",
    });
  });
  it.each([
    ["request_changes", "in_review"],
    ["reject", "in_review"],
    ["suspend", "active"],
  ] as const)("%s needs reasons", (move, state) => {
    expect(() => decide(project({ state }), { move, reasons: [] }, roles.staff, now)).toThrow("reason_needed");
  });
  it("asks for changes section by section: one reason for all is not enough", () => {
    expect(() => decide(project({ state: "in_review" }), { move: "request_changes", reason: "Rivedere" }, roles.staff, now)).toThrow(
      "reason_needed",
    );
  });
});

it("who suspended a project resumes it", () => {
  const active = project({ state: "active" });
  const byStaff = decide(active, { move: "suspend", reason: "Verifica" }, roles.staff, now).project;
  expect(() => decide(byStaff, { move: "resume" }, roles["lead owner"], now)).toThrow("not_allowed");
  expect(decide(byStaff, { move: "resume" }, roles.staff, now).project).not.toHaveProperty("suspendedBy");
  const byLead = decide(active, { move: "suspend", reason: "Pausa estiva" }, roles["lead owner"], now).project;
  expect(() => decide(byLead, { move: "resume" }, roles.staff, now)).toThrow("not_allowed");
  expect(decide(byLead, { move: "resume" }, roles["lead owner"], now).project.state).toBe("active");
});

describe("a submission", () => {
  const submit = (more: Partial<Project>) => decide(project(more), { move: "submit" }, roles["lead organiser"], now);
  it("is the lead's own confirmation", () => {
    expect(submit({}).project.partners.map(({ confirmed }) => confirmed?.name)).toEqual(["Awa Diop", "Ion"]);
  });
  it.each([
    [{ title: "Due" }, ["title"]],
    [{ need: "" }, ["need"]],
    [{ need: "Troppo poco" }, ["need"]],
    [{ beneficiaries: "Tutti" }, ["beneficiaries"]],
    [{ activities: "Cose", comuni: [] }, ["activities", "place"]],
    [{ from: null }, ["period"]],
    [{ to: null }, ["period"]],
    [{ partners: [{ body: lead, name: "Teranga", commitments: [], confirmed: null }] }, ["commitments"]],
    [{ partners: [...project().partners, { body: comune, name: "C", commitments: [], confirmed }] }, ["commitments"]],
  ] as [Partial<Project>, string[]][])("with %j lacks %j", (more, sections) => {
    expect(missingSections(project(more)).map(({ section }) => section)).toEqual(sections);
    expect(() => submit(more)).toThrow(expect.objectContaining({ code: "section_missing", about: { sections: sections.join(", ") } }));
  });
  it("waits for every other partner, by name", () => {
    const partners = partnersWho(null);
    expect(() => submit({ partners })).toThrow(
      expect.objectContaining({ code: "partner_unconfirmed", about: { partners: "Comune di Prato" } }),
    );
  });
});

describe("the reviewer's clock", () => {
  it("runs from submission to decision, through the review, and stands still while changes are requested", () => {
    let one = decide(project(), { move: "submit" }, roles["lead owner"], now).project;
    expect([openDays(one, now), openDays(one, later(2.9))]).toEqual([0, 2]);
    one = decide(one, { move: "start_review" }, roles.staff, later(3)).project;
    expect(openDays(one, later(5))).toBe(5);
    one = decide(one, { move: "request_changes", reasons }, roles.staff, later(5.5)).project;
    expect(openDays(one, later(40))).toBe(5);
    one = decide(one, { move: "submit" }, roles["lead owner"], later(40)).project;
    expect(openDays(one, later(41))).toBe(6);
    one = decide(one, { move: "start_review" }, roles.staff, later(42)).project;
    one = decide(one, { move: "approve" }, roles.staff, later(44)).project;
    expect([openDays(one, later(44)), openDays(one, later(400))]).toEqual([9, 9]);
    one = decide(one, { move: "start" }, roles["lead owner"], later(50)).project;
    expect(openDays(one, later(400))).toBe(9);
  });
  it("stands at zero before, and never runs backwards", () => {
    expect(openDays(project(), later(100))).toBe(0);
    expect(openDays(project({ clock: { openMs: 0, runningSince: later(1).toISOString() } }), now)).toBe(0);
  });
});

describe("an edit", () => {
  const draft = (more: Partial<ProjectEdit> = {}): ProjectEdit => ({ ...content, partners: [lead, partner], ...more });
  const names = new Map([[comune, "Comune di Vaiano"]]);
  const by = (role: keyof typeof roles, more: Partial<ProjectEdit> = {}, of = project()) => edit(of, draft(more), plan, names, roles[role]);

  it.each(ProjectState.options)("in %s", (state) => {
    const attempt = () => by("lead owner", { title: "Altro titolo" }, project({ state }));
    if (["idea", "co_design", "changes_requested"].includes(state)) expect(attempt()).toMatchObject({ title: "Altro titolo", version: 8 });
    else expect(attempt).toThrow("wrong_state");
  });
  it.each(Object.keys(roles) as (keyof typeof roles)[])("by %s", (role) => {
    const attempt = () => by(role, { title: "Altro titolo" });
    if (["lead owner", "lead organiser", "partner owner", "partner organiser", "staff of the lead"].includes(role))
      expect(attempt().version).toBe(8);
    else expect(attempt).toThrow("not_allowed");
  });
  it("takes every confirmation back", () => {
    expect(by("partner owner", { need: `${content.need} Anche d'estate.` }).partners.map(({ confirmed }) => confirmed)).toEqual([
      null,
      null,
    ]);
  });
  it("that changes nothing leaves everything", () => {
    const before = project();
    expect(by("partner owner", { partners: [partner] }, before)).toBe(before);
  });
  it("of who takes part is the lead's", () => {
    expect(by("lead owner", { partners: [partner, comune] }).partners.map(({ name }) => name)).toEqual([
      "Teranga",
      "Comune di Prato",
      "Comune di Vaiano",
    ]);
    expect(by("lead owner", { partners: [] }).partners.map(({ body }) => body)).toEqual([lead]);
    expect(() => by("partner owner", { partners: [partner, comune] })).toThrow("not_allowed");
    expect(() => by("partner owner", { partners: [] })).toThrow("not_allowed");
    expect(() => by("lead owner", { partners: [partner, other] })).toThrow("not_a_partner");
  });
  it("stays inside the plan", () => {
    expect(() => by("lead owner", { comuni: ["100005", "048017"] })).toThrow(
      expect.objectContaining({ code: "outside_territory", errors: [{ field: "comuni.1", code: "choice" }] }),
    );
    for (const period of [
      { from: "2026-12-31", to: "2027-05-01" },
      { from: "2027-05-01", to: "2028-01-01" },
      { from: "2027-05-01", to: "2027-04-30" },
      { from: null, to: "2026-12-31" },
      { from: "2028-01-01", to: null },
    ])
      expect(() => by("lead owner", period)).toThrow(
        expect.objectContaining({ code: "period_wrong", about: { from: "2027-01-01", to: "2027-12-31" } }),
      );
    expect(by("lead owner", { from: "2027-01-01", to: "2027-12-31" }).version).toBe(8);
    expect(by("lead owner", { from: null, to: null, comuni: [] }).version).toBe(8);
  });
});

describe("what a body brings, and its word", () => {
  const other = [{ kind: "room" as const, amount: 1, what: "Sala" }];
  it.each(ProjectState.options)("in %s", (state) => {
    const of = project({ state });
    const attempts = [() => withCommitments(of, lead, other, roles["lead owner"]), () => confirm(of, lead, roles["lead owner"], now)];
    for (const attempt of attempts)
      if (["idea", "co_design", "changes_requested"].includes(state)) expect(attempt().version).toBe(8);
      else expect(attempt).toThrow("wrong_state");
  });
  it.each(Object.keys(roles) as (keyof typeof roles)[])("for the partner by %s", (role) => {
    const of = project({ partners: partnersWho(null) });
    const attempts = [() => withCommitments(of, partner, other, roles[role]), () => confirm(of, partner, roles[role], now)];
    for (const attempt of attempts)
      if (role === "partner owner" || role === "partner organiser") expect(attempt().version).toBe(8);
      else expect(attempt).toThrow("not_allowed");
  });
  it("a change of what one brings takes back one's own word only", () => {
    const both = project({ partners: partnersWho(confirmed) });
    expect(withCommitments(both, lead, other, roles["lead owner"]).partners.map(({ confirmed }) => !!confirmed)).toEqual([false, true]);
  });
  it("given twice it is the same word", () => {
    const before = project();
    expect(confirm(before, partner, roles["partner owner"], now)).toBe(before);
  });
  it("is nobody's who takes no part", () => {
    expect(() => confirm(project(), comune, roles["officer of another Comune"], now)).toThrow("not_a_partner");
  });
});

describe("a beginning", () => {
  const names = new Map([
    [lead, "Teranga"],
    [partner, "Comune di Prato"],
  ]);
  const begin = (more: object, who = roles["lead organiser"]) =>
    begun({ ...content, plan: plan.id, lead, partners: [partner], ...more }, plan, names, who, now, id("prj", 2));
  it("is an idea with its lead first among the partners", () => {
    const { project, move } = begin({ partners: [partner, lead, partner] });
    expect(project).toMatchObject({
      state: "idea",
      version: 1,
      partners: [
        { body: lead, name: "Teranga" },
        { body: partner, confirmed: null },
      ],
    });
    expect(move).toMatchObject({ move: "create", from: null, to: "idea" });
  });
  it("is made for one's own body, inside the plan", () => {
    expect(() => begin({}, roles["partner owner"])).toThrow("not_allowed");
    expect(() => begin({}, roles["lead tutor"])).toThrow("not_allowed");
    expect(() => begin({}, roles.staff)).toThrow("not_allowed");
    expect(() => begin({ lead: other, partners: [] }, roles.stranger)).toThrow("not_a_partner");
    expect(() => begin({ partners: [other] })).toThrow("not_a_partner");
    expect(() => begin({ comuni: ["048017"] })).toThrow("outside_territory");
    expect(() => begin({ from: "2026-01-01" })).toThrow("period_wrong");
  });
});

it.each(Object.keys(roles) as (keyof typeof roles)[])("read by %s", (role) => {
  expect(mayRead(project(), roles[role])).toBe(role !== "stranger" && role !== "officer of another Comune");
});

it.each(ProjectState.options)("%s is public and open as the domain says", (state) => {
  expect([isPublic({ state }), openForOpportunities({ state })]).toEqual([
    ["approved", "active", "concluded", "evaluated"].includes(state),
    ["approved", "active"].includes(state),
  ]);
});

describe("a partner is asked to confirm", () => {
  const asked = (before: Project | undefined, after: Project) => newlyAsked(before, after).map(({ body, again }) => [body, again]);
  const silent = project({ partners: partnersWho(null) });
  it("when co-design opens, not while it is an idea", () => {
    expect(asked(undefined, { ...silent, state: "idea" })).toEqual([]);
    expect(asked({ ...silent, state: "idea" }, silent)).toEqual([[partner, false]]);
  });
  it("when an edit takes the word back, but not by one's own change", () => {
    expect(asked(project(), silent)).toEqual([[partner, true]]);
    expect(asked(project(), withCommitments(project(), partner, [], roles["partner owner"]))).toEqual([]);
  });
  it("when it joins", () => {
    const joined = { ...silent, partners: [...silent.partners, { body: comune, name: "C", commitments: [], confirmed: null }] };
    expect(asked(silent, joined)).toEqual([[comune, false]]);
  });
  it("not again for every other change, and not once it is submitted", () => {
    expect(asked(silent, { ...silent, title: "Altro" })).toEqual([]);
    expect(asked(project(), { ...silent, state: "withdrawn" })).toEqual([]);
  });
});
