import { beforeAll, expect, it } from "vitest";
import type { Body, BodyFile, Policy } from "../functions/bodies/contract.ts";
import type { Found, Overview } from "../functions/discovery/contract.ts";
import type { Letter } from "../functions/foundation/mail.ts";
import type { StreamReader } from "../functions/local/stream-reader.ts";
import type { OpportunityFile, PublicOpportunity, Shift } from "../functions/opportunities/contract.ts";
import type { Hours, Roster, SignUp } from "../functions/participation/contract.ts";
import type { Challenge, Me } from "../functions/people/contract.ts";
import type { Plan } from "../functions/plans/contract.ts";
import type { Project, ProjectFile } from "../functions/projects/contract.ts";
import type { Certificate, MyRecord, Verification } from "../functions/records/contract.ts";
import { streamConsumer } from "../functions/stream.ts";
import { followed } from "./setup/stream.ts";
import { type Someone, statuses, type World, world } from "./setup/world.ts";

/** The main job from end to end, over HTTP alone: each step stands on what the one before it left. */

let here: World;
let reader: StreamReader;
const letters: Letter[] = [];
beforeAll(async () => {
  here = await world();
  reader = await followed(
    here.table,
    streamConsumer({
      table: here.table,
      secret: here.secret,
      origin: "https://insieme.example",
      mailer: (letter) => Promise.resolve(void letters.push(letter)),
      now: () => here.clock.now,
    }),
  );
});

/** By e-mail and the code in the letter that comes, as everybody does. */
async function signIn(name: string, email: string): Promise<Someone> {
  const { body } = await here.call<Challenge>("POST", "/sign-in-codes", { json: { email } });
  await reader.drain();
  const code = /\b\d{6}\b/.exec(letters.findLast(({ to }) => to === email)!.text)![0];
  const reply = await here.call<Me>("POST", "/sessions", { json: { challenge: body.challenge, code, name } });
  const token = /session=([^;]+)/.exec(reply.headers.get("set-cookie") ?? "")![1]!;
  return { id: reply.body.person.id, name, email, token };
}
const post = <T>(as: Someone, path: string, json: unknown = {}) => here.call<T>("POST", path, { as, json });
const ok = <T>({ status, body }: { status: number; body: T }): T => {
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
};

let amina: Someone;
let moussa: Someone;
let marco: Someone;
let fatou: Someone;
let ion: Someone;
let association: Body;
let comune: Body;
let plan: Plan;
let project: Project;
let policy: Policy;
let opportunity: OpportunityFile;
let shift: Shift;
let certificate: Certificate;

it("1. an association and a Comune sign in by e-mail and register; ANCI returns one with a reason, then verifies both", async () => {
  [amina, marco] = [await signIn("Amina Diallo", "amina@esempio.it"), await signIn("Marco Bianchi", "marco@esempio.it")];
  association = ok(
    await post<Body>(amina, "/bodies", { kind: "migrant_association", name: "Teranga", comune: "050026", email: "teranga@esempio.it" }),
  );
  comune = ok(await post<Body>(marco, "/bodies", { kind: "comune", name: "Comune di Pisa", comune: "050026", email: "urp@esempio.it" }));
  for (const [who, { id }] of [
    [amina, association],
    [marco, comune],
  ] as const)
    ok(await post(who, `/bodies/${id}/submit`));
  const queue = ok(await here.call<{ items: Body[] }>("GET", "/bodies?state=submitted", { as: here.staff }));
  expect(queue.items.map(({ name }) => name).toSorted()).toEqual(["Comune di Pisa", "Teranga"]);
  ok(await post(here.staff, `/bodies/${association.id}/review`, { move: "return", reason: "Manca una descrizione delle attività" }));
  const file = await here.call<BodyFile>("GET", `/bodies/${association.id}`, { as: amina });
  expect(file.body.history.at(-1)).toMatchObject({ move: "return", reason: "Manca una descrizione delle attività" });
  const { kind, name, comune: where, email } = association;
  ok(
    await here.call("PUT", `/bodies/${association.id}`, {
      as: amina,
      json: { kind, name, comune: where, email, description: "Doposcuola e sport" },
      seen: file.etag,
    }),
  );
  ok(await post(amina, `/bodies/${association.id}/submit`));
  for (const { id } of [association, comune])
    expect(ok(await post<Body>(here.staff, `/bodies/${id}/review`, { move: "verify" })).state).toBe("verified");
  expect((await here.call<{ items: unknown[] }>("GET", "/directory/bodies")).body.items.length).toBeGreaterThanOrEqual(2);
});

it("2. in a local action plan they write a project together, each says what it brings, the partner confirms, it is submitted", async () => {
  plan = ok(
    await post<Plan>(here.staff, "/plans", {
      workPackage: "wp4",
      zone: "Pisana",
      title: "Cittadinanza attiva",
      territory: ["050026", "050008"],
      leadPartner: here.anci.id,
      partners: [association.id, comune.id],
      from: "2027-01-01",
      to: "2027-12-31",
    }),
  );
  const text = {
    title: "Compiti insieme",
    need: "Molte famiglie arrivate da poco non riescono a seguire i compiti dei figli: restano indietro già nei primi mesi di scuola.",
    beneficiaries: "Bambine e bambini delle scuole primarie di Pisa e le loro famiglie.",
    activities:
      "Doposcuola due pomeriggi a settimana in biblioteca, con volontari giovani e adulti, e un incontro al mese con le famiglie.",
    comuni: ["050026"],
    from: "2027-02-01",
    to: "2027-11-30",
  };
  project = ok(await post<Project>(amina, "/projects", { ...text, plan: plan.id, lead: association.id, partners: [comune.id] }));
  ok(await post(amina, `/projects/${project.id}/moves`, { move: "open_co_design" }));
  const read = () => here.call<ProjectFile>("GET", `/projects/${project.id}`, { as: amina });
  // Both write at once on the same version: one is told, and nothing is overwritten.
  const { etag } = await read();
  const edit = (as: Someone, title: string) =>
    here.call("PUT", `/projects/${project.id}`, { as, json: { ...text, title, partners: [comune.id] }, seen: etag });
  const edits = await Promise.all([edit(amina, "Compiti insieme a Pisa"), edit(marco, "Doposcuola")]);
  expect(statuses(edits)).toEqual([200, 412]);
  for (const [as, body, commitments] of [
    [amina, association, [{ kind: "hours", amount: 240, what: "Volontari" }]],
    [
      marco,
      comune,
      [
        { kind: "room", amount: 1, what: "Una sala in biblioteca" },
        { kind: "money", amount: 2000, what: "Materiale" },
      ],
    ],
  ] as const)
    ok(await here.call("PUT", `/projects/${project.id}/commitments/${body.id}`, { as, json: { commitments }, seen: (await read()).etag }));
  expect(await post(amina, `/projects/${project.id}/submit`)).toMatchObject({ status: 409, body: { code: "partner_unconfirmed" } });
  ok(await post(marco, `/projects/${project.id}/confirmations`, { body: comune.id }));
  project = ok(await post<Project>(amina, `/projects/${project.id}/submit`));
  expect(project.state).toBe("submitted");
});

it("3. ANCI sees the queue with days open, asks for changes section by section, approves; nobody reviews their own; the history is whole", async () => {
  here.clock.now = new Date("2027-03-04T09:00:00.000Z");
  const queue = ok(
    await here.call<{ items: { project: Project; openDays: number }[] }>("GET", "/projects?state=submitted", { as: here.staff }),
  );
  expect(queue.items[0]).toMatchObject({ openDays: 3, project: { id: project.id } });
  const conflicted = await here.member(here.anci.id, here.staff, "organiser", "Anche del Comune");
  ok(await post(marco, `/bodies/${comune.id}/members`, { email: conflicted.email, role: "organiser" }));
  expect(await post(conflicted, `/projects/${project.id}/review`, { move: "start_review" })).toMatchObject({
    status: 403,
    body: { code: "own_body" },
  });
  const review = (json: unknown) => post<Project>(here.staff, `/projects/${project.id}/review`, json);
  expect(ok(await review({ move: "start_review" })).officer).toMatchObject({ person: here.staff.id });
  ok(await review({ move: "request_changes", reasons: [{ section: "activities", reason: "Dite quante persone volete raggiungere" }] }));
  // The clock stands still while the partners answer.
  here.clock.now = new Date("2027-03-09T09:00:00.000Z");
  expect((await here.call<ProjectFile>("GET", `/projects/${project.id}`, { as: here.staff })).body.openDays).toBe(3);
  ok(await post(marco, `/projects/${project.id}/confirmations`, { body: comune.id }));
  ok(await post(amina, `/projects/${project.id}/submit`));
  ok(await review({ move: "start_review" }));
  expect(ok(await review({ move: "approve" })).state).toBe("approved");
  const { history } = (await here.call<ProjectFile>("GET", `/projects/${project.id}`, { as: marco })).body;
  expect(history.map(({ move }) => move)).toEqual([
    "create",
    "open_co_design",
    "submit",
    "start_review",
    "request_changes",
    "submit",
    "start_review",
    "approve",
  ]);
  expect(history[4]!.reasons).toEqual([{ section: "activities", reason: "Dite quante persone volete raggiungere" }]);
});

it("4. the association posts an opportunity: no insurance, no publishing; then it is out, its address hidden", async () => {
  const draft = {
    project: project.id,
    body: association.id,
    title: "Aiuto compiti in biblioteca",
    description: "Si sta accanto a bambine e bambini mentre fanno i compiti.",
    themes: ["school"],
    place: {
      comune: "050026",
      name: "Casa protetta",
      address: "Via Segreta 7",
      point: { lat: 43.7165, lon: 10.4017 },
      addressHidden: true,
    },
    languages: ["it", "fr"],
    minimumAge: 16,
    access: ["step_free"],
    bring: "Un astuccio",
    policy: null,
    shifts: [{ startsAt: "2027-03-20T15:00", endsAt: "2027-03-20T17:30", places: 1 }],
  };
  opportunity = ok(await post<OpportunityFile>(amina, "/opportunities", draft));
  const publish = () => post<OpportunityFile>(amina, `/opportunities/${opportunity.opportunity.id}/publish`);
  expect(await publish()).toMatchObject({ status: 409, body: { code: "insurance_missing" } });
  policy = ok(
    await post<Policy>(amina, `/bodies/${association.id}/policies`, {
      insurer: "Assicurazioni",
      number: "1",
      covers: ["accident", "illness", "liability"],
      validFrom: "2027-01-01",
      validTo: "2027-12-31",
    }),
  );
  const { project: _, body: __, shifts: ___, ...content } = draft;
  ok(
    await here.call("PUT", `/opportunities/${opportunity.opportunity.id}`, {
      as: amina,
      json: { ...content, policy: policy.id },
      seen: '"1"',
    }),
  );
  opportunity = ok(await publish());
  shift = opportunity.shifts[0]!;
});

it("5. a resident finds it without an account, signs up with e-mail, code and name; the next waits and moves up", async () => {
  await reader.drain();
  const found = (await here.call<Found>("GET", "/opportunities?comune=050026&theme=school&language=fr&from=2027-03-15&to=2027-03-25")).body;
  expect(found.items.map(({ id }) => id)).toEqual([opportunity.opportunity.id]);
  const shown = (await here.call<PublicOpportunity>("GET", `/opportunities/${found.items[0]!.id}`)).body;
  expect(JSON.stringify([found, shown])).not.toContain("Segreta");
  [fatou, ion] = [await signIn("Fatou Sarr", "fatou@esempio.it"), await signIn("Ion Popescu", "ion@esempio.it")];
  const path = `/opportunities/${opportunity.opportunity.id}/shifts/${shift.id}`;
  expect(ok(await post<SignUp>(ion, `${path}/sign-ups`)).state).toBe("confirmed");
  expect(ok(await post<SignUp>(fatou, `${path}/sign-ups`)).state).toBe("waitlisted");
  ok(await here.call("DELETE", `${path}/sign-ups/me`, { as: ion }));
  await reader.drain();
  expect(letters.findLast(({ to }) => to === fatou.email)).toMatchObject({
    subject: expect.stringContaining("per te"),
    text: expect.not.stringContaining("Segreta"),
  });
  expect(ok(await post<SignUp>(fatou, `${path}/sign-ups/me/accept`)).state).toBe("confirmed");
  await reader.drain();
  expect(letters.findLast(({ to }) => to === fatou.email)).toMatchObject({
    subject: expect.stringContaining("è confermato"),
    text: expect.stringContaining("Via Segreta 7"),
  });
});

it("6. on the day she is marked in and out; the hours are proposed by one and confirmed by another", async () => {
  moussa = await here.member(association.id, amina, "organiser", "Moussa");
  const path = `/opportunities/${opportunity.opportunity.id}/shifts/${shift.id}`;
  here.clock.now = new Date("2027-03-20T14:00:00.000Z");
  expect(
    (await here.call<Roster>("GET", `${path}/roster`, { as: moussa })).body.lines.filter(({ signUp }) => signUp.state === "confirmed"),
  ).toHaveLength(1);
  ok(await post(amina, `${path}/sign-ups/${fatou.id}/check-in`));
  here.clock.now = new Date("2027-03-20T16:30:00.000Z");
  ok(await post(amina, `${path}/sign-ups/${fatou.id}/check-out`));
  expect((await post(amina, `${path}/hours/${fatou.id}/decision`, { move: "confirm" })).status).toBe(403);
  expect(ok(await post<Hours>(moussa, `${path}/hours/${fatou.id}/decision`, { move: "confirm" }))).toMatchObject({
    state: "confirmed",
    minutes: 150,
  });
});

it("7. she sees her record, takes a certificate, and anyone sees that it is genuine, or revoked", async () => {
  const record = (await here.call<MyRecord>("GET", "/me/record", { as: fatou })).body;
  expect(record).toMatchObject({ confirmedMinutes: 150, bodies: [{ bodyName: "Teranga", activities: 1 }] });
  certificate = ok(
    await post<Certificate>(fatou, "/me/certificates", { body: association.id, holder: "Fatou Sarr", showActivities: true }),
  );
  const pdf = await here.call<string>("GET", `/certificates/${certificate.id}/pdf?lang=en`);
  expect([pdf.status, pdf.headers.get("content-type"), pdf.body.slice(0, 5)]).toEqual([200, "application/pdf", "%PDF-"]);
  expect((await here.call<Verification>("GET", `/certificates/${certificate.id}`)).body).toMatchObject({
    state: "issued",
    holder: "Fatou Sarr",
    minutes: 150,
  });
  expect((await post(ion, `/certificates/${certificate.id}/revoke`, { reason: "Non vale" })).status).toBe(403);
  ok(await post(amina, `/certificates/${certificate.id}/revoke`, { reason: "Ore contate due volte" }));
  const after = (await here.call<Verification>("GET", `/certificates/${certificate.id}`)).body;
  expect(after).toMatchObject({ state: "revoked", revokedReason: "Ore contate due volte", holder: "", minutes: 0 });
  expect((await here.call("GET", `/certificates/${certificate.id}/pdf`)).status).toBe(410);
  expect((await here.call("GET", `/certificates/crt_${"0".repeat(26)}`)).status).toBe(404);
});

it("8. ANCI sees on one page what goes on, and takes it along as a spreadsheet; others do not", async () => {
  await reader.drain();
  const overview = ok(await here.call<Overview>("GET", "/overview", { as: here.staff }));
  expect(overview.totals).toMatchObject({ projects: 1, opportunities: 1, people: 1, signUps: 2, attended: 1, confirmedMinutes: 150 });
  expect(overview.states.find(({ state }) => state === "approved")!.projects).toBe(1);
  expect(overview.zones).toEqual([{ zone: "Pisana", projects: 1, people: 1, confirmedMinutes: 150 }]);
  const sheet = await here.call<string>("GET", "/overview.csv", { as: here.staff });
  expect(sheet.body).toMatch(/Compiti insieme a Pisa|Doposcuola/);
  expect((await here.call("GET", "/overview", { as: amina })).status).toBe(403);
  expect((await here.call("GET", "/overview.csv")).status).toBe(401);
});
