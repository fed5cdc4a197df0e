import { describe, expect, it } from "vitest";
import { type Body, BodyState, type Policy } from "../../functions/bodies/contract.ts";
import {
  covers,
  decide,
  edit,
  mayRead,
  type Members,
  mostMembers,
  moves,
  vouch,
  withMember,
  withoutMember,
  wrongFields,
} from "../../functions/bodies/rules.ts";
import type { Actor, Role } from "../../functions/foundation/context.ts";

const id = <P extends string>(prefix: P, n: number) => `${prefix}_${String(n).padStart(26, "0")}` as never;
const now = new Date("2027-03-01T09:00:00.000Z");
const [own, comune, anci, other] = [id("bod", 1), id("bod", 2), id("bod", 3), id("bod", 4)] as Body["id"][];

const body = (more: Partial<Body> = {}): Body => ({
  id: own!,
  version: 3,
  state: "draft",
  kind: "migrant_association",
  name: "Associazione Teranga",
  comune: "050026",
  email: "info@teranga.example",
  createdAt: "2027-01-01T00:00:00.000Z",
  since: "2027-01-01T00:00:00.000Z",
  ...more,
});
const group = (more: Partial<Body> = {}) => body({ kind: "informal_group", voucher: comune!, ...more });
const voucher = (more: Partial<Body> = {}) =>
  body({ id: comune!, kind: "comune", name: "Comune di Pontedera", comune: "050029", state: "verified", ...more });

const actor = (roles: [Body["id"] | undefined, Role][], staff = false): Actor => ({
  person: id("per", 1),
  name: "Awa Diop",
  bodies: new Map([...roles, ...(staff ? [[anci, "owner"] as const] : [])] as [Body["id"], Role][]),
  staffOf: new Set(staff ? [anci!] : []),
});
const roles = {
  stranger: actor([[other, "owner"]]),
  owner: actor([[own, "owner"]]),
  organiser: actor([[own, "organiser"]]),
  tutor: actor([[own, "tutor"]]),
  voucher: actor([[comune, "organiser"]]),
  staff: actor([], true),
  "staff of the body": actor([[own, "owner"]], true),
};

/** Written by hand from domain.md: `draft → submitted → verified | returned; returned → submitted; verified → suspended → verified; verified → closed`. */
const allowed = new Set([
  "submit draft owner",
  "submit returned owner",
  "submit draft staff of the body",
  "submit returned staff of the body",
  "verify submitted staff",
  "return submitted staff",
  "suspend verified staff",
  "reinstate suspended staff",
  "close verified staff",
]);

describe.each(Object.keys(moves) as (keyof typeof moves)[])("%s", (move) => {
  for (const state of BodyState.options)
    for (const [role, who] of Object.entries(roles))
      it(`${state} by ${role}`, () => {
        const attempt = () => decide(body({ state }), { move, reason: "Manca lo statuto" }, who, now);
        if (!allowed.has(`${move} ${state} ${role}`)) return expect(attempt).toThrow(/not_allowed|own_body|wrong_state/);
        const { body: after, move: line } = attempt();
        expect(after).toMatchObject({ version: 4, since: now.toISOString() });
        expect(line).toEqual({
          at: now.toISOString(),
          by: { person: who.person, name: "Awa Diop" },
          move,
          from: state,
          to: after.state,
          reason: "Manca lo statuto",
        });
      });
});

it("leads where the law of the domain says", () => {
  expect(Object.fromEntries(Object.entries(moves).map(([move, { to }]) => [move, to]))).toEqual({
    submit: "submitted",
    verify: "verified",
    return: "returned",
    suspend: "suspended",
    reinstate: "verified",
    close: "closed",
  });
});

it.each(["return", "suspend"] as const)("to %s needs a reason", (move) => {
  const state = move === "return" ? "submitted" : "verified";
  expect(() => decide(body({ state }), { move }, roles.staff, now)).toThrow("reason_needed");
});

it("nobody decides on a body that they belong to", () => {
  expect(() => decide(body({ state: "submitted" }), { move: "verify" }, roles["staff of the body"], now)).toThrow("own_body");
});

describe("an informal group", () => {
  it("names a voucher to be submitted, and is verified only after the voucher's word", () => {
    expect(() => decide(group({ voucher: undefined }), { move: "submit" }, roles.owner, now)).toThrow("invalid");
    expect(() => decide(group({ state: "submitted" }), { move: "verify" }, roles.staff, now)).toThrow("not_vouched");
    expect(decide(group({ state: "submitted", vouchedAt: now.toISOString() }), { move: "verify" }, roles.staff, now).body.state).toBe(
      "verified",
    );
  });

  it.each([
    ["the Comune of its territory", {}, {}, null],
    ["a Comune of elsewhere", {}, { comune: "048017" }, "invalid"],
    ["an association of elsewhere", {}, { kind: "migrant_association", comune: "048017" }, null],
    ["a body of the third sector", {}, { kind: "third_sector" }, null],
    ["a school", {}, { kind: "school" }, "invalid"],
    ["another group", {}, { kind: "informal_group" }, "invalid"],
    ["ANCI", {}, { kind: "anci" }, "invalid"],
    ["a Comune not verified yet", {}, { state: "submitted" }, "invalid"],
    ["a Comune that was suspended", {}, { state: "suspended" }, "invalid"],
    ["a Comune that it did not name", { voucher: other }, {}, "not_allowed"],
    ["its Comune after it was closed", { state: "closed" }, {}, "wrong_state"],
  ] as [string, Partial<Body>, Partial<Body>, string | null][])("vouched for by %s", (_, ofGroup, ofVoucher, problem) => {
    const attempt = () => vouch(group({ comune: "050029", ...ofGroup }), voucher(ofVoucher), roles.voucher, now);
    if (problem) expect(attempt).toThrow(problem);
    else expect(attempt()?.body.vouchedAt).toBe(now.toISOString());
  });

  it.each(Object.keys(roles) as (keyof typeof roles)[])("vouched for by the hand of: %s", (role) => {
    const attempt = () => vouch(group({ comune: "050029" }), voucher(), roles[role], now);
    if (role === "voucher") expect(attempt()?.move.move).toBe("vouch");
    else expect(attempt).toThrow("not_allowed");
  });

  it("not by a tutor of the voucher, nor by who belongs to the group too", () => {
    expect(() => vouch(group({ comune: "050029" }), voucher(), actor([[comune, "tutor"]]), now)).toThrow("not_allowed");
    expect(() =>
      vouch(
        group({ comune: "050029" }),
        voucher(),
        actor([
          [comune, "owner"],
          [own, "tutor"],
        ]),
        now,
      ),
    ).toThrow("own_body");
  });

  it("loses the word when what identifies it changes, not when it changes its address", () => {
    const vouched = group({ vouchedAt: now.toISOString() });
    const { id: _, version, state, createdAt, since, vouchedAt, ...draft } = vouched;
    expect(edit(vouched, { ...draft, email: "nuova@teranga.example" }, roles.owner).vouchedAt).toBe(vouchedAt);
    expect(edit(vouched, { ...draft, name: "Altro nome" }, roles.owner)).not.toHaveProperty("vouchedAt");
    expect([version, state, createdAt, since]).toEqual([3, "draft", createdAt, since]);
  });
});

describe("an edit", () => {
  const draftOf = (of: Body) => {
    const { id: _id, version: _v, state: _s, createdAt: _c, since: _si, vouchedAt: _va, ...draft } = of;
    return draft;
  };
  it.each(BodyState.options)("in %s", (state) => {
    const before = body({ state });
    const contact = () => edit(before, { ...draftOf(before), phone: "0587 000000" }, roles.owner);
    const name = () => edit(before, { ...draftOf(before), name: "Altro nome" }, roles.owner);
    if (state === "closed") expect(contact).toThrow("wrong_state");
    else expect(contact()).toMatchObject({ phone: "0587 000000", version: 4 });
    if (state === "draft" || state === "returned") expect(name().name).toBe("Altro nome");
    else expect(name).toThrow("wrong_state");
  });
  it.each(Object.keys(roles) as (keyof typeof roles)[])("by %s", (role) => {
    const attempt = () => edit(body(), draftOf(body()), roles[role]);
    if (role === "owner" || role === "staff of the body") expect(attempt().version).toBe(4);
    else expect(attempt).toThrow("not_allowed");
  });
  it("makes nobody ANCI", () => {
    expect(() => edit(body(), { ...draftOf(body()), kind: "anci" }, roles.owner)).toThrow("body_kind_wrong");
  });
  it("drops what it leaves out", () => {
    expect(edit(body({ phone: "0587 000000" }), draftOf(body()), roles.owner)).not.toHaveProperty("phone");
  });
});

it.each([
  [{ kind: "third_sector" }, ["runtsSection"]],
  [{ kind: "third_sector", runtsSection: "aps" }, []],
  [{ kind: "migrant_association", runtsSection: "odv" }, []],
  [{ kind: "school", runtsSection: "odv" }, ["runtsSection"]],
  [{ kind: "migrant_association", runtsSince: "2026-01-01" }, ["runtsSection"]],
  [{ kind: "migrant_association", voucher: comune }, ["voucher"]],
  [{ comune: "058091" }, ["comune"]],
] as [Partial<Body>, string[]][])("a draft %j has wrong: %j", (more, fields) => {
  expect(wrongFields(body(more)).map(({ field }) => field)).toEqual(fields);
});

it.each(Object.keys(roles) as (keyof typeof roles)[])("read by %s", (role) => {
  expect(mayRead(group(), roles[role])).toBe(role !== "stranger");
  expect(mayRead(body(), roles[role])).toBe(role !== "stranger" && role !== "voucher");
});

describe("members", () => {
  const [awa, ion, mei] = [id("per", 1), id("per", 2), id("per", 3)] as Actor["person"][];
  const member = (role: Role) => ({ role, since: "2027-01-01T00:00:00.000Z" });
  const members = (people: Members["people"]): Members => ({ body: own!, version: 5, people });
  const as = (person: Actor["person"]): Actor => ({ ...roles.owner, person });

  it("are added by an owner, each once", () => {
    const two = members({ [awa!]: member("owner"), [ion!]: member("organiser") });
    expect(withMember(two, mei!, "tutor", as(awa!), now)).toMatchObject({
      version: 6,
      people: { [mei!]: { role: "tutor", since: now.toISOString() } },
    });
    expect(() => withMember(two, ion!, "owner", as(awa!), now)).toThrow("email_taken");
    expect(() => withMember(two, mei!, "owner", as(ion!), now)).toThrow("not_allowed");
    expect(() => withMember(two, mei!, "owner", as(mei!), now)).toThrow("not_allowed");
  });
  it("are no more than one transaction can rename", () => {
    const many = members(
      Object.fromEntries([
        [awa!, member("owner")],
        ...Array.from({ length: mostMembers - 1 }, (_, n) => [id("per", n + 10), member("tutor")]),
      ]),
    );
    expect(() => withMember(many, mei!, "tutor", as(awa!), now)).toThrow("too_many_members");
  });
  it("leave, or are taken out by an owner, but never the last owner", () => {
    const three = members({ [awa!]: member("owner"), [ion!]: member("organiser"), [mei!]: member("owner") });
    expect(Object.keys(withoutMember(three, ion!, as(ion!)).people)).toEqual([awa, mei]);
    expect(Object.keys(withoutMember(three, mei!, as(awa!)).people)).toEqual([awa, ion]);
    expect(() => withoutMember(three, awa!, as(ion!))).toThrow("not_allowed");
    expect(() => withoutMember(members({ [awa!]: member("owner"), [ion!]: member("organiser") }), awa!, as(awa!))).toThrow("last_owner");
    expect(() => withoutMember(three, id("per", 9), as(awa!))).toThrow("not_found");
  });
});

describe("a policy covers a shift", () => {
  const policy: Policy = {
    id: id("pol", 1),
    body: own!,
    insurer: "Mutua",
    number: "1",
    covers: ["liability", "accident", "illness"],
    validFrom: "2027-01-01",
    validTo: "2027-12-31",
    version: 1,
  };
  it.each([
    ["inside", {}, "2027-03-01", "2027-03-02", true],
    ["on its first and last day", {}, "2027-01-01", "2027-12-31", true],
    ["not the day before", {}, "2026-12-31", "2027-01-01", false],
    ["not the night that ends after it", {}, "2027-12-31", "2028-01-01", false],
    ["not without illness", { covers: ["liability", "accident"] }, "2027-03-01", "2027-03-01", false],
    ["not when withdrawn", { withdrawnAt: "2027-02-01T00:00:00.000Z" }, "2027-03-01", "2027-03-01", false],
  ] as [string, Partial<Policy>, string, string, boolean][])("%s", (_, more, from, to, expected) => {
    expect(covers({ ...policy, ...more }, { from, to })).toBe(expected);
  });
  it("none covers nothing", () => expect(covers(undefined, { from: "2027-03-01", to: "2027-03-01" })).toBe(false));
});
