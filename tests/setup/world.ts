import { api } from "../../functions/api.ts";
import type { Body, BodyDraft } from "../../functions/bodies/contract.ts";
import { addMember, createAnciBody, createBody, reviewBody, submitBody } from "../../functions/bodies/service.ts";
import type { Context, Role } from "../../functions/foundation/context.ts";
import type { Fetcher } from "../../functions/foundation/guarded-fetch.ts";
import type { PersonId } from "../../functions/foundation/ids.ts";
import type { Table } from "../../functions/foundation/table.ts";
import { actorOfToken, personFor, sessionFor } from "../../functions/people/service.ts";
import { openStores, type Stores } from "../../functions/stores.ts";
import { held } from "./held.ts";
import { freshTable } from "./table.ts";

/** Somebody who is signed in. */
export type Someone = { readonly id: PersonId; readonly name: string; readonly email: string; readonly token: string };
export type Reply<T> = { readonly status: number; readonly body: T; readonly etag: string | null; readonly headers: Headers };
type Ask = {
  readonly as?: Someone | undefined;
  readonly json?: unknown;
  readonly seen?: string | null | undefined;
  readonly key?: string;
  readonly locale?: string;
};
/** What a refusal says: enough to tell one from another. */
export type Refusal = {
  readonly code: string;
  readonly detail: string;
  readonly about: Record<string, string | number>;
  readonly errors: { field: string; code: string }[];
};

/** What came of requests made at once, whoever was first. */
export const statuses = (replies: readonly { readonly status: number }[]): number[] =>
  replies.map(({ status }) => status).toSorted((a, b) => a - b);

export type World = Awaited<ReturnType<typeof world>>;

const secret = "a secret for tests only, of no use anywhere else";

/** An empty table with the real app over it, a clock that stands still, and people who are signed in: fixtures are made by use cases. */
export async function world(table?: Table, fetcher?: Fetcher) {
  const open = table ?? (await freshTable());
  const clock = { now: new Date("2027-03-01T09:00:00.000Z") };
  // Whoever asks sees what was written just before.
  const mirror = { patience: { still: 0, meanwhile: 0 } };
  const stores = openStores(open, secret, mirror);
  const app = api({
    table: open,
    secret,
    secure: false,
    origin: "http://localhost",
    mirror,
    ...(fetcher && { fetcher }),
    now: () => clock.now,
  });

  /** The context of a use case, with the rights that the person has at this moment. */
  async function ctx(as?: Someone): Promise<Context<Stores>> {
    const actor = as ? await actorOfToken(stores.people, as.token, clock.now) : null;
    return { actor, now: clock.now, locale: "it", requestId: "test", secret, stores };
  }

  /** One request over HTTP, as far as the app goes. */
  async function call<T = Refusal>(method: string, path: string, { as, json, seen, key, locale }: Ask = {}): Promise<Reply<T>> {
    const reply = await app.request(`/api${path}`, {
      method,
      headers: {
        ...(json !== undefined && { "content-type": "application/json" }),
        ...(as && { cookie: `session=${as.token}` }),
        ...(seen && { "if-match": seen }),
        ...(key && { "idempotency-key": key }),
        ...(locale && { "accept-language": locale }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    const text = await reply.text();
    const type = reply.headers.get("content-type") ?? "";
    const body: unknown = text && type.includes("json") ? JSON.parse(text) : text || undefined;
    held(method, path.split("?")[0]!, reply.status, type, body);
    return {
      status: reply.status,
      body: body as T,
      etag: reply.headers.get("etag"),
      headers: reply.headers,
    };
  }

  /** A request as it is, for what no client of ours would send. */
  const raw = async (
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
  ): Promise<Response> => app.request(`/api${path}`, { method, body, headers });

  let people = 0;
  /** Somebody new, signed in. */
  async function someone(name: string): Promise<Someone> {
    const email = `p${++people}@insieme.example`;
    const anybody = await ctx();
    const { id } = await personFor(anybody, email, name);
    const { token, writes } = sessionFor(anybody, id);
    await stores.people.commit(...writes);
    return { id, name, email, token };
  }

  const staff = await someone("Sara Neri");
  const owner = await stores.people.person(staff.id);
  const anci = await createAnciBody(await ctx(), { name: "ANCI Toscana", comune: "048017", email: "insieme@anci.example" }, owner!);

  /** A new member of a body, signed in. */
  async function member(of: Body["id"], by: Someone, role: Role, name: string): Promise<Someone> {
    const person = await someone(name);
    await addMember(await ctx(by), of, { email: person.email, role });
    return person;
  }

  /** A verified body and its owner. */
  async function body(name: string, more: Partial<BodyDraft> = {}): Promise<{ body: Body; owner: Someone }> {
    const owner = await someone(`Titolare di ${name}`);
    const draft: BodyDraft = { kind: "migrant_association", comune: "048017", email: "ente@insieme.example", name, ...more };
    const { id } = await createBody(await ctx(owner), draft);
    await submitBody(await ctx(owner), id);
    return { body: await reviewBody(await ctx(staff), id, { move: "verify" }), owner };
  }

  return { table: open, app, secret, stores, clock, ctx, call, raw, someone, member, body, staff, anci };
}
