import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import document from "../functions/openapi.json" with { type: "json" };
import { offerToken } from "../functions/participation/offers.ts";
import { linkToken } from "../functions/foundation/link.ts";
import { activity, draftOn, type Ground, ground } from "./setup/activity.ts";
import { type Refusal, type Someone, type World, world } from "./setup/world.ts";

/**
 * Bad input, operation by operation: a request that holds, then the same with each field missing, wrong, too long or hostile, then
 * anything at all. Nothing breaks (5xx), and every refusal tells which field and what to do.
 */

type Example = { readonly path: string; readonly as?: Someone | undefined; readonly json?: unknown };
type Operation = { operationId: string; requestBody?: { content: Record<string, unknown> }; parameters: { name: string; in: string }[] };

let here: World;
let there: Ground;
let examples: Record<string, Example>;

beforeAll(async () => {
  here = await world();
  there = await ground(here);
  const { staff, someone } = here;
  const { owner, association, plan, project, policy } = there;
  const resident = await someone("Fatou Sarr");
  const { opportunity, path } = await activity(here, there);
  const bodyPath = `/bodies/${association.id}`;
  const one = `${path}/sign-ups/${resident.id}`;
  const planDraft = {
    workPackage: "wp4",
    zone: "Pisana",
    title: "Piano",
    territory: ["050026"],
    leadPartner: association.id,
    partners: [],
    from: "2027-01-01",
    to: "2027-12-31",
  };
  const projectText = {
    title: "Progetto",
    need: "",
    beneficiaries: "",
    activities: "",
    comuni: ["050026"],
    from: "2027-02-01",
    to: "2027-11-30",
    partners: [],
  };
  const { project: _, body: __, shifts: ___, ...content } = draftOn(there);
  const bodyDraft = {
    kind: "migrant_association",
    name: "Nuova",
    comune: "050026",
    email: "nuova@esempio.it",
    languages: ["it"],
    website: "https://esempio.it",
  };
  const feedDraft = {
    name: "Agenda",
    publisher: "Agenda dal basso",
    // Refused before anything is asked.
    address: "https://localhost/feed",
    format: "geojson",
    mapping: { fields: { uid: "{id}", title: "{properties.title}" }, themes: [{ words: "orto", theme: "environment" }] },
    every: 24,
  };
  const feed = (await here.call<{ id: string }>("POST", "/feeds", { as: staff, json: feedDraft })).body;
  const search = { name: "Orti", question: { q: "orto", comune: "050026", within: "10", theme: "food" }, frequency: "daily" };
  examples = {
    requestSignInCode: { path: "/sign-in-codes", json: { email: "fatou@esempio.it", locale: "it" } },
    createSession: { path: "/sessions", json: { challenge: `chl_${"0".repeat(26)}`, code: "123456", name: "Fatou" } },
    endSession: { path: "/sessions/current" },
    updateMe: { path: "/me", as: resident, json: { name: "Fatou", locale: "it" } },
    createBody: { path: "/bodies", as: owner, json: bodyDraft },
    updateBody: { path: bodyPath, as: owner, json: bodyDraft },
    submitBody: { path: `${bodyPath}/submit`, as: owner, json: {} },
    reviewBody: { path: `${bodyPath}/review`, as: staff, json: { move: "suspend", reason: "Una prova" } },
    vouchBody: { path: `${bodyPath}/vouch`, as: owner, json: { voucher: association.id } },
    addMember: { path: `${bodyPath}/members`, as: owner, json: { email: "nuovo@esempio.it", name: "Nuovo", role: "tutor" } },
    removeMember: { path: `${bodyPath}/members/${resident.id}`, as: owner },
    addPolicy: {
      path: `${bodyPath}/policies`,
      as: owner,
      json: { insurer: "A", number: "2", covers: ["accident"], validFrom: "2027-01-01", validTo: "2027-02-01" },
    },
    withdrawPolicy: { path: `${bodyPath}/policies/pol_${"0".repeat(26)}/withdraw`, as: owner, json: {} },
    createPlan: { path: "/plans", as: staff, json: planDraft },
    updatePlan: { path: `/plans/${plan.id}`, as: staff, json: planDraft },
    addPlanUpdate: { path: `/plans/${plan.id}/updates`, as: staff, json: { text: "Primo incontro" } },
    createProject: { path: "/projects", as: owner, json: { plan: plan.id, lead: association.id, ...projectText } },
    updateProject: { path: `/projects/${project.id}`, as: owner, json: projectText },
    setCommitments: {
      path: `/projects/${project.id}/commitments/${association.id}`,
      as: owner,
      json: { commitments: [{ kind: "hours", amount: 3, what: "Ore" }] },
    },
    confirmProject: { path: `/projects/${project.id}/confirmations`, as: owner, json: { body: association.id } },
    submitProject: { path: `/projects/${project.id}/submit`, as: owner, json: {} },
    reviewProject: {
      path: `/projects/${project.id}/review`,
      as: staff,
      json: { move: "request_changes", reasons: [{ section: "need", reason: "Più chiaro" }] },
    },
    moveProject: { path: `/projects/${project.id}/moves`, as: owner, json: { move: "start" } },
    createOpportunity: { path: "/opportunities", as: owner, json: draftOn(there) },
    updateOpportunity: { path: `/opportunities/${opportunity.id}`, as: owner, json: content },
    addShift: {
      path: `/opportunities/${opportunity.id}/shifts`,
      as: owner,
      json: { startsAt: "2027-04-01T10:00", endsAt: "2027-04-01T12:00", places: 3 },
    },
    changeShift: { path, as: owner, json: { places: 20 } },
    cancelShift: { path: `${path}/cancel`, as: resident, json: { reason: "Una prova" } },
    publishOpportunity: { path: `/opportunities/${opportunity.id}/publish`, as: owner, json: {} },
    closeOpportunity: { path: `/opportunities/${opportunity.id}/close`, as: resident, json: {} },
    cancelOpportunity: { path: `/opportunities/${opportunity.id}/cancel`, as: resident, json: { reason: "Una prova" } },
    importOpportunities: {
      path: `${bodyPath}/imports?dry=true&project=${project.id}&policy=${policy.id}`,
      as: owner,
      json: [{ titolo: "Orto", comune: "Pisa", data: "5/12/2027" }],
    },
    signUp: { path: `${path}/sign-ups`, as: resident, json: {} },
    cancelSignUp: { path: `${path}/sign-ups/me`, as: resident },
    acceptOffer: { path: `${path}/sign-ups/me/accept`, as: resident, json: {} },
    declineOffer: { path: `${path}/sign-ups/me/decline`, as: resident, json: {} },
    answerOffer: {
      path: `/offers/${offerToken(here.secret, { shift: path.split("/").at(-1) as never, person: resident.id, version: 1 })}/accept`,
    },
    checkIn: { path: `${one}/check-in`, as: owner, json: { at: "2027-03-06T14:00:00.000Z" } },
    checkOut: { path: `${one}/check-out`, as: owner, json: { at: "2027-03-06T14:00:00.000Z" } },
    markNoShow: { path: `${one}/no-show`, as: owner, json: {} },
    excuse: { path: `${one}/excuse`, as: owner, json: { reason: "Malata" } },
    proposeHours: { path: `${path}/hours/${resident.id}`, as: owner, json: { minutes: 60, note: "Anche la sala" } },
    confirmHours: { path: `${path}/hours/${resident.id}/decision`, as: resident, json: { move: "dispute", reason: "Una prova" } },
    issueCertificate: {
      path: "/me/certificates",
      as: resident,
      json: { body: association.id, holder: "Fatou Sarr", showActivities: true },
    },
    renewMyCalendar: { path: "/me/calendar", as: resident },
    endMyCalendar: { path: "/me/calendar", as: resident },
    saveSearch: { path: "/searches", as: resident, json: search },
    changeSearch: { path: `/searches/sch_${"0".repeat(26)}`, as: resident, json: { name: "Orti", frequency: "weekly", paused: true } },
    deleteSearch: { path: `/searches/sch_${"0".repeat(26)}`, as: resident },
    requestSearch: { path: "/searches/requests", json: { email: "fatou@esempio.it", locale: "it", ...search } },
    confirmSearch: { path: `/searches/confirmations/${linkToken(here.secret, "confirm", `ask_${"0".repeat(26)}`)}` },
    unsubscribe: { path: `/searches/unsubscribe/${linkToken(here.secret, "unsubscribe", resident.id)}` },
    revokeCertificate: { path: `/certificates/crt_${"0".repeat(26)}/revoke`, as: resident, json: { reason: "Una prova" } },
    createFeed: { path: "/feeds", as: staff, json: feedDraft },
    updateFeed: { path: `/feeds/${feed.id}`, as: staff, json: feedDraft },
    moveFeed: { path: `/feeds/${feed.id}/moves`, as: staff, json: { move: "pause" } },
    tryFeed: { path: `/feeds/${feed.id}/trial`, as: staff },
    runFeed: { path: `/feeds/${feed.id}/runs`, as: staff, json: { accept: false } },
    judgeItem: { path: `/feeds/${feed.id}/items/ext_${"0".repeat(26)}/judgement`, as: staff, json: { verdict: "hide" } },
  };
});

const operations = Object.entries(document.paths as unknown as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
);
const writes = operations.filter(({ method }) => method !== "GET");

/** Every place in the input, by its path. */
function placesOf(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (value === null || typeof value !== "object") return [at];
  const inner = Object.entries(value).flatMap(([key, each]) => placesOf(each, [...at, Array.isArray(value) ? Number(key) : key]));
  return at.length > 0 ? [at, ...inner] : inner;
}
const missing = Symbol("missing");
function changed(value: unknown, [first, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (first === undefined) return to;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string | number, unknown>;
  const inner = changed(copy[first], rest, to);
  if (inner === missing) delete copy[first];
  else copy[first] = inner;
  return copy;
}

const hostile: readonly unknown[] = [
  missing,
  null,
  "",
  " ",
  -1,
  1e308,
  0.5,
  true,
  [],
  {},
  [[[[]]]],
  "x".repeat(100_000),
  "\u0000\u0001\u202e",
  "\ud800",
  `"><script>alert(1)</script>`,
  "'; DROP TABLE insieme; --",
  "__proto__",
  "=cmd|' /C calc'!A0",
  "2027-02-30",
  "9999999999999-99-99",
  { $gt: "" },
  { __proto__: { admin: true }, constructor: 1 },
];

async function survives(method: string, { path, as, json }: Example): Promise<void> {
  const reply = await here.call(method, path, { as, json, seen: method === "PUT" ? '"1"' : undefined });
  const told = `${method} ${path} ${JSON.stringify(json)?.slice(0, 300)} → ${reply.status} ${JSON.stringify(reply.body)?.slice(0, 300)}`;
  expect(reply.status, told).toBeLessThan(500);
  if (reply.body?.code !== "invalid") return;
  expect(reply.body.detail, told).not.toBe("");
  expect(reply.body.errors.length, told).toBeGreaterThan(0);
}

describe("every operation that writes", () => {
  it("has an example here", () =>
    expect(Object.keys(examples).toSorted()).toEqual(writes.map(({ operationId }) => operationId).toSorted()));

  it.each(writes.map(({ operationId, method }) => [operationId, method]))(
    "%s survives each field missing, wrong, too long, hostile",
    async (id, method) => {
      const example = examples[id]!;
      const fields = placesOf(example.json);
      for (const field of fields)
        for (const value of hostile) await survives(method, { ...example, json: changed(example.json, field, value) });
      if (example.json !== undefined) await survives(method, { ...example, json: { ...(example.json as object), nobodyKnowsThis: 1 } });
    },
  );

  it.each(writes.filter(({ requestBody }) => requestBody).map(({ operationId, method }) => [operationId, method]))(
    "%s survives anything at all",
    async (id, method) => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), (json) => survives(method, { ...examples[id]!, json })),
        { numRuns: 15, seed: 7 },
      );
    },
  );

  it.each(writes.map(({ operationId, method, path }) => [operationId, method, path]))(
    "%s survives hostile ids",
    async (id, method, path) => {
      for (const value of ["x", "%00", "..%2f..", "opp_ZZZ", "%F0%9F%98%80", `per_${"9".repeat(26)}`, "a".repeat(2000)])
        await survives(method, { ...examples[id]!, path: path.replace(/\{\w+\}/g, value) });
    },
  );
});

it("a body that is no JSON, or of another kind, or far too large is refused with words", async () => {
  const { owner } = there;
  const send = async (body: string, type = "application/json") => {
    const reply = await here.raw("POST", "/bodies", body, { "content-type": type, cookie: `session=${owner.token}` });
    return { status: reply.status, code: ((await reply.json()) as Refusal).code };
  };
  expect(await send("{")).toEqual({ status: 422, code: "invalid" });
  expect(await send("a=b", "application/x-www-form-urlencoded")).toEqual({ status: 415, code: "wrong_type" });
  expect(await send(JSON.stringify({ name: "x".repeat(1_100_000) }))).toEqual({ status: 413, code: "too_large" });
  expect(await send("[".repeat(200_000))).toEqual({ status: 422, code: "invalid" });
});

it("a page of another site may not write in a person's name", async () => {
  const { owner } = there;
  const send = async (headers: Record<string, string>) =>
    (await here.raw("POST", "/bodies", "{}", { "content-type": "application/json", cookie: `session=${owner.token}`, ...headers })).status;
  expect(await send({ origin: "https://evil.example" })).toBe(403);
  expect(await send({ "sec-fetch-site": "cross-site", origin: "http://localhost" })).toBe(403);
  expect(await send({ "sec-fetch-site": "same-origin" })).toBe(422);
});

describe("every operation that reads", () => {
  const reads = operations.filter(({ method }) => method === "GET");
  it.each(reads.map(({ operationId, path, parameters }) => [operationId, path, parameters] as const))(
    "%s survives hostile ids and questions",
    async (_, path, parameters) => {
      const values = ["", "x", "-1", "NaN", "1e9", "%00", "2027-13-45", "9".repeat(500), "eyJwayI6Ik9QRU4ifQ", "%F0%9F%98%80"];
      const names = parameters.filter(({ in: where }) => where === "query").map(({ name }) => name);
      for (const value of values) {
        const id = path.replace(/\{\w+\}/g, value || "y");
        const replies = [
          await here.call("GET", id, { as: here.staff }),
          ...(await Promise.all(names.map((name) => here.call("GET", `${id}?${name}=${value}`, { as: here.staff })))),
        ];
        for (const { status, body } of replies) expect(status, `${id} ${JSON.stringify(body)}`).toBeLessThan(500);
      }
    },
  );
});
