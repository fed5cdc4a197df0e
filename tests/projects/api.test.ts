import { beforeAll, describe, expect, it } from "vitest";
import type { Body } from "../../functions/bodies/contract.ts";
import type { Page } from "../../functions/foundation/table.ts";
import type { Plan } from "../../functions/plans/contract.ts";
import { createPlan } from "../../functions/plans/service.ts";
import type { Project, ProjectFile, ProjectLine, PublicProject } from "../../functions/projects/contract.ts";
import { letters } from "../setup/letters.ts";
import { type Refusal, type Someone, statuses, type World, world } from "../setup/world.ts";

type Partner = { readonly body: Body; readonly owner: Someone };
let w: World;
let [lead, comune, school]: Partner[] = [];
let plan: Plan;

async function settle() {
  w = await world();
  lead = await w.body("Associazione Teranga", { comune: "100005" });
  comune = await w.body("Comune di Prato", { kind: "comune", comune: "100005" });
  school = await w.body("Scuola Gramsci", { kind: "school", comune: "100005" });
  plan = await createPlan(await w.ctx(w.staff), {
    workPackage: "wp4",
    zone: "Pratese",
    title: "Cittadinanza attiva",
    territory: ["100005", "100006"],
    leadPartner: comune.body.id,
    partners: [lead.body.id, school.body.id],
    from: "2027-01-01",
    to: "2027-12-31",
  });
}
beforeAll(settle);

const content = {
  title: "Compiti insieme",
  need: "Molte famiglie arrivate da poco non riescono a seguire i compiti.",
  beneficiaries: "Bambine e bambini delle primarie.",
  activities: "Doposcuola due pomeriggi a settimana in biblioteca.",
  comuni: ["100005"],
  from: "2027-02-01",
  to: "2027-11-30",
};
const post = <T = Project & Refusal>(path: string, as: Someone, json: unknown = {}) => w.call<T>("POST", `/projects${path}`, { as, json });
const file = async (id: string, as = lead!.owner) => (await w.call<ProjectFile>("GET", `/projects/${id}`, { as })).body;
const put = (id: string, as: Someone, seen: number, json: object = {}) =>
  w.call<Project & Refusal>("PUT", `/projects/${id}`, {
    as,
    seen: `"${seen}"`,
    json: { ...content, partners: [comune!.body.id, school!.body.id], ...json },
  });
const review = (id: string, as: Someone, move: string, more: object = {}) => post(`/${id}/review`, as, { move, ...more });
const move = (id: string, as: Someone, move: string, reason?: string) => post(`/${id}/moves`, as, { move, reason });
const confirm = (id: string, by: Partner) => post(`/${id}/confirmations`, by.owner, { body: by.body.id });

async function begun(partners: Partner[] = [comune!, school!]) {
  const reply = await post("", lead!.owner, {
    ...content,
    plan: plan.id,
    lead: lead!.body.id,
    partners: partners.map(({ body }) => body.id),
  });
  expect(reply.status).toBe(201);
  await move(reply.body.id, lead!.owner, "open_co_design");
  return reply.body.id;
}
/** Everybody has said what they bring. */
async function laidOut(partners: Partner[] = [comune!, school!]) {
  const id = await begun(partners);
  for (const { body, owner } of [lead!, ...partners]) {
    const { version } = (await w.stores.projects.get(id))!;
    const commitments = [{ kind: "hours", amount: 100, what: "Volontari" }];
    const reply = await w.call("PUT", `/projects/${id}/commitments/${body.id}`, { as: owner, json: { commitments }, seen: `"${version}"` });
    expect(reply.status).toBe(200);
  }
  return id;
}
async function submitted(partners: Partner[] = [comune!, school!]) {
  const id = await laidOut(partners);
  for (const partner of partners) await confirm(id, partner);
  expect((await post(`/${id}/submit`, lead!.owner)).status).toBe(200);
  return id;
}
async function approved() {
  const id = await submitted();
  await review(id, w.staff, "start_review");
  await review(id, w.staff, "approve");
  return id;
}

describe("the way of a project", () => {
  it("written together, confirmed, sent back with reasons, approved; letters go to those whom it concerns", async () => {
    const mail = await letters(w);
    const told = async () => (await mail.since()).map(({ to, subject }) => [to, subject]);
    const { email: leads } = lead!.owner;
    const { email: comunes } = comune!.owner;
    const { email: schools } = school!.owner;

    const id = await begun([comune!]);
    expect(await told()).toEqual([[comunes, "Da confermare: Compiti insieme"]]);
    expect(await post(`/${id}/submit`, lead!.owner)).toMatchObject({
      status: 422,
      body: { code: "section_missing", errors: [{ field: "commitments" }] },
    });
    const unread = await w.call("PUT", `/projects/${id}`, { as: comune!.owner, json: { ...content, partners: [comune!.body.id] } });
    expect(unread.status).toBe(428);
    const joined = await put(id, lead!.owner, 2);
    expect([joined.status, joined.etag]).toEqual([200, '"3"']);
    expect(await told()).toEqual([[schools, "Da confermare: Compiti insieme"]]);

    const commitments = [{ kind: "room", amount: 2, what: "Aule" }];
    for (const { body, owner } of [lead!, comune!, school!]) {
      const { version } = (await file(id)).project;
      await w.call("PUT", `/projects/${id}/commitments/${body.id}`, { as: owner, json: { commitments }, seen: `"${version}"` });
    }
    await confirm(id, comune!);
    expect(await post(`/${id}/submit`, lead!.owner)).toMatchObject({
      status: 409,
      body: { code: "partner_unconfirmed", about: { partners: "Scuola Gramsci" } },
    });
    await confirm(id, school!);
    const { version } = (await file(id)).project;
    await put(id, comune!.owner, version, { need: `${content.need} Anche in estate.` });
    expect(await told()).toEqual([
      [comunes, "Da confermare di nuovo: Compiti insieme"],
      [schools, "Da confermare di nuovo: Compiti insieme"],
    ]);
    for (const partner of [comune!, school!]) await confirm(id, partner);
    expect((await post(`/${id}/submit`, lead!.owner)).body.state).toBe("submitted");

    w.clock.now = new Date(w.clock.now.getTime() + 3 * 86_400_000);
    const queue = await w.call<Page<ProjectLine>>("GET", "/projects?state=submitted", { as: w.staff });
    expect(queue.body.items.find(({ project }) => project.id === id)?.openDays).toBe(3);
    expect((await review(id, w.staff, "start_review")).body.officer?.name).toBe("Sara Neri");
    expect((await review(id, w.staff, "request_changes")).body.code).toBe("reason_needed");
    const reasons = [{ section: "beneficiaries", reason: "Quante persone?" }];
    expect((await review(id, w.staff, "request_changes", { reasons })).body.state).toBe("changes_requested");
    expect(await told()).toEqual(
      [leads, comunes, schools].toSorted((a, b) => a.localeCompare(b)).map((to) => [to, "Modifiche richieste: Compiti insieme"]),
    );

    const changed = (await file(id)).project;
    await put(id, lead!.owner, changed.version, { beneficiaries: "Sessanta bambine e bambini delle primarie." });
    for (const partner of [comune!, school!]) await confirm(id, partner);
    await post(`/${id}/submit`, lead!.owner);
    await review(id, w.staff, "start_review");
    expect((await w.call("GET", `/directory/projects/${id}`)).status).toBe(404);
    expect((await review(id, w.staff, "approve")).body.state).toBe("approved");
    expect((await told()).filter(([, subject]) => subject === "Approvato: Compiti insieme")).toHaveLength(3);
    await mail.stop();

    const seen = await w.call<PublicProject>("GET", `/directory/projects/${id}`);
    expect(seen.body.partners.map(({ name }) => name)).toEqual(["Associazione Teranga", "Comune di Prato", "Scuola Gramsci"]);
    expect(seen.body).not.toHaveProperty("clock");
    expect(seen.body.partners[0]).not.toHaveProperty("commitments");
    const { history, openDays } = await file(id);
    expect(openDays).toBe(3);
    expect(history.map(({ move, to, by }) => [move, to, by.name])).toEqual([
      ["create", "idea", lead!.owner.name],
      ["open_co_design", "co_design", lead!.owner.name],
      ["submit", "submitted", lead!.owner.name],
      ["start_review", "in_review", "Sara Neri"],
      ["request_changes", "changes_requested", "Sara Neri"],
      ["submit", "submitted", lead!.owner.name],
      ["start_review", "in_review", "Sara Neri"],
      ["approve", "approved", "Sara Neri"],
    ]);
    expect(history[4]?.reasons).toEqual(reasons);
  });

  it("after approval: started, suspended, resumed, concluded, evaluated, and listed accordingly", async () => {
    const id = await approved();
    const { projects } = w.stores;
    await projects.commit(projects.checkOpen(id));
    expect((await move(id, lead!.owner, "start")).body.state).toBe("active");
    expect((await move(id, w.staff, "suspend", "Manca la polizza")).body.state).toBe("suspended");
    await expect(projects.commit(projects.checkOpen(id))).rejects.toThrow("project_not_open");
    expect((await w.call("GET", `/directory/projects/${id}`)).status).toBe(404);
    expect((await move(id, w.staff, "resume")).body.state).toBe("active");
    expect((await move(id, lead!.owner, "conclude")).body.state).toBe("concluded");
    expect((await move(id, w.staff, "evaluate")).body.state).toBe("evaluated");
    const found = async (query: string) =>
      (await w.call<Page<PublicProject>>("GET", `/directory/projects${query}`)).body.items.some((one) => one.id === id);
    expect([await found("?state=evaluated"), await found("?state=active"), await found(""), await found(`?plan=${plan.id}`)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect((await w.call("GET", "/directory/projects?state=idea")).status).toBe(422);
  });

  it("a partner that leaves the project no longer finds it", async () => {
    const id = await begun();
    const of = async ({ body, owner }: Partner) => {
      const reply = await w.call<{ items: ProjectLine[] }>("GET", `/bodies/${body.id}/projects`, { as: owner });
      return reply.body.items.map(({ project }) => project.id).includes(id);
    };
    expect([await of(lead!), await of(school!)]).toEqual([true, true]);
    await put(id, lead!.owner, 2, { partners: [comune!.body.id] });
    expect([await of(lead!), await of(school!)]).toEqual([true, false]);
    expect((await w.call("GET", `/projects/${id}`, { as: school!.owner })).status).toBe(403);
  });

  it("nothing is submitted or approved with a partner that was suspended meanwhile", async () => {
    const late = await w.body("Sportello", { kind: "service", comune: "100005" });
    const { id: planId, version, createdAt: _, ...draft } = plan;
    const wider = await w.call<Plan>("PUT", `/plans/${planId}`, {
      as: w.staff,
      json: { ...draft, partners: [...plan.partners, late.body.id] },
      seen: `"${version}"`,
    });
    plan = wider.body;
    const id = await submitted([comune!, late]);
    await review(id, w.staff, "start_review");
    await w.call("POST", `/bodies/${late.body.id}/review`, { as: w.staff, json: { move: "suspend", reason: "Verifica" } });
    expect((await review(id, w.staff, "approve")).body.code).toBe("body_not_verified");
    expect((await post("", lead!.owner, { ...content, plan: plan.id, lead: lead!.body.id, partners: [late.body.id] })).body.code).toBe(
      "body_not_verified",
    );
  });
});

describe("two at once", () => {
  it("one approves and one rejects: one wins, and the history has one decision", async () => {
    const second = await w.member(w.anci.id, w.staff, "organiser", "Seconda");
    for (let round = 0; round < 5; round++) {
      const id = await submitted([comune!]);
      await review(id, w.staff, "start_review");
      const replies = await Promise.all([review(id, w.staff, "approve"), review(id, second, "reject", { reason: "Fuori tema" })]);
      expect(statuses(replies)).toEqual([200, 409]);
      const { project, history } = await file(id);
      expect(history.slice(4).map(({ to }) => to)).toEqual([project.state]);
      expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: "wrong_state", about: { state: project.state } });
    }
  });

  it("all partners confirm: all are confirmed", async () => {
    for (let round = 0; round < 5; round++) {
      const id = await laidOut();
      const replies = await Promise.all([confirm(id, comune!), confirm(id, school!), confirm(id, lead!), confirm(id, comune!)]);
      expect(statuses(replies)).toEqual([200, 200, 200, 200]);
      expect((await file(id)).project.partners.every(({ confirmed }) => confirmed)).toBe(true);
    }
  });

  it("an edit and a submission: never a text submitted that its partners have not confirmed", async () => {
    for (let round = 0; round < 8; round++) {
      const id = await laidOut([comune!]);
      await confirm(id, comune!);
      const { version } = (await file(id)).project;
      const [edited, sent] = await Promise.all([
        put(id, comune!.owner, version, { partners: [comune!.body.id], title: "Cambiato all'ultimo" }),
        post(`/${id}/submit`, lead!.owner),
      ]);
      expect([edited!.status, sent!.status].filter((status) => status === 200)).toHaveLength(1);
      const { project } = await file(id);
      expect(project).toMatchObject(
        sent!.status === 200 ? { state: "submitted", title: "Compiti insieme" } : { state: "co_design", title: "Cambiato all'ultimo" },
      );
    }
  });

  it("a submission twice is one submission", async () => {
    const id = await laidOut([comune!]);
    await confirm(id, comune!);
    const replies = await Promise.all(Array.from({ length: 4 }, () => post(`/${id}/submit`, lead!.owner)));
    expect(statuses(replies).filter((status) => status === 200)).toHaveLength(1);
    expect((await file(id)).history.filter(({ move }) => move === "submit")).toHaveLength(1);
  });

  it("two edits of what both read: one is told", async () => {
    const id = await begun();
    const replies = await Promise.all([put(id, lead!.owner, 2, { title: "Titolo A" }), put(id, comune!.owner, 2, { title: "Titolo B" })]);
    expect(statuses(replies)).toEqual([200, 412]);
  });
});

describe("who may", () => {
  const people: Record<string, Someone | undefined> = {};
  beforeAll(async () => {
    const insider = await w.member(w.anci.id, w.staff, "organiser", "Interna");
    const { addMember } = await import("../../functions/bodies/service.ts");
    await addMember(await w.ctx(school!.owner), school!.body.id, { email: insider.email, role: "tutor" });
    Object.assign(people, {
      nobody: undefined,
      stranger: await w.someone("Estranea"),
      "lead owner": lead!.owner,
      "lead organiser": await w.member(lead!.body.id, lead!.owner, "organiser", "Organizzatrice"),
      "lead tutor": await w.member(lead!.body.id, lead!.owner, "tutor", "Tutor"),
      "partner owner": school!.owner,
      staff: w.staff,
      insider,
    });
  });
  const all = ["nobody", "stranger", "lead owner", "lead organiser", "lead tutor", "partner owner", "staff", "insider"];
  const draft = () => ({ ...content, partners: [comune!.body.id, school!.body.id], title: "Altro titolo" });
  type Row = [name: string, state: () => Promise<string>, method: string, path: (id: string) => string, json: () => unknown, may: string[]];
  /** Everybody named is let in (whatever comes of it then); of the others `nobody` gets 401 and the rest 403. */
  const table: Row[] = [
    [
      "createProject",
      begun,
      "POST",
      () => "/projects",
      () => ({ ...draft(), plan: plan.id, lead: lead!.body.id }),
      ["lead owner", "lead organiser"],
    ],
    ["getProject", begun, "GET", (id) => `/projects/${id}`, () => undefined, all.slice(2)],
    ["listProjects", begun, "GET", () => "/projects?state=idea", () => undefined, ["staff", "insider"]],
    ["listBodyProjects", begun, "GET", () => `/bodies/${school!.body.id}/projects`, () => undefined, ["partner owner", "staff", "insider"]],
    ["updateProject", begun, "PUT", (id) => `/projects/${id}`, draft, ["lead owner", "lead organiser", "partner owner"]],
    [
      "setCommitments",
      begun,
      "PUT",
      (id) => `/projects/${id}/commitments/${school!.body.id}`,
      () => ({ commitments: [] }),
      ["partner owner"],
    ],
    ["confirmProject", begun, "POST", (id) => `/projects/${id}/confirmations`, () => ({ body: school!.body.id }), ["partner owner"]],
    ["submitProject", begun, "POST", (id) => `/projects/${id}/submit`, () => ({}), ["lead owner", "lead organiser"]],
    ["reviewProject", submitted, "POST", (id) => `/projects/${id}/review`, () => ({ move: "start_review" }), ["staff"]],
    ["withdraw", begun, "POST", (id) => `/projects/${id}/moves`, () => ({ move: "withdraw" }), ["lead owner", "lead organiser"]],
    ["start", approved, "POST", (id) => `/projects/${id}/moves`, () => ({ move: "start" }), ["lead owner"]],
    ["evaluate", approved, "POST", (id) => `/projects/${id}/moves`, () => ({ move: "evaluate" }), ["staff"]],
    ["findProjects", begun, "GET", () => "/directory/projects", () => undefined, all],
  ];
  it.each(table)("%s", async (_, state, method, path, json, may) => {
    const id = await state();
    const outcome: Record<string, number> = {};
    for (const who of all) outcome[who] = (await w.call(method, path(id), { as: people[who], json: json(), seen: '"99"' })).status;
    const barred = all.filter((who) => outcome[who] === 401 || outcome[who] === 403);
    expect(barred, JSON.stringify(outcome)).toEqual(all.filter((who) => !may.includes(who)));
    expect(Object.values(outcome).every((status) => status < 500)).toBe(true);
  });

  it("nobody reviews a project of a body that they belong to", async () => {
    expect((await review(await submitted(), people["insider"]!, "start_review")).body.code).toBe("own_body");
  });
});
