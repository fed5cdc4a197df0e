import { once } from "node:events";
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "../../functions/api.ts";
import type { Table } from "../../functions/foundation/table.ts";
import { activity, type Ground, ground } from "../setup/activity.ts";
import { cloned } from "../setup/clone.ts";
import { freshTable } from "../setup/table.ts";
import { type Someone, type World, world } from "../setup/world.ts";
import { against, client, type Ratio } from "./measure.ts";

/** The main requests over HTTP against the DynamoDB calls that they need, made bare by the same process in the same run. */

const widths = [1, 16] as const;
const results: Record<string, unknown>[] = [];
let here: World;
let there: Ground;
let http: ReturnType<typeof client>;
let close = () => {};

beforeAll(async () => {
  here = await world();
  there = await ground(here);
  const app = api({ table: here.table, secret: here.secret, secure: false, origin: "http://localhost", now: () => here.clock.now });
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  const at = server.address();
  http = client(typeof at === "object" && at ? `http://127.0.0.1:${at.port}/api` : "");
  close = () => {
    http.close();
    server.close();
  };
});
afterAll(() => {
  close();
  console.table(results);
});

const report = (operation: string, width: number, mark: number, { ratio, ms, floor }: Ratio) =>
  results.push({
    operation,
    "in flight": width,
    ratio: ratio.toFixed(2),
    mark,
    "over HTTP ms": ms.toFixed(2),
    "bare calls ms": floor.toFixed(2),
  });

/** Remembers the inputs of the commands that a piece of work sends, so that they can be sent bare. */
async function recorded(table: Table, work: (over: Table) => Promise<unknown>): Promise<{ name: string; input: object }[]> {
  const sent: { name: string; input: object }[] = [];
  const copy = cloned(table);
  copy.client.middlewareStack.add(
    (next, context) => (args) => {
      sent.push({ name: String(context.commandName), input: args.input });
      return next(args);
    },
    { step: "initialize", name: "record" },
  );
  await work(copy);
  return sent;
}

it.each(widths)("getOpportunity, %i in flight", async (width) => {
  const { opportunity } = await activity(here, there);
  const asked = new QueryCommand({
    TableName: here.table.name,
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
    ExpressionAttributeValues: { ":pk": { S: opportunity.id }, ":from": { S: "OPP" }, ":to": { S: "SHF#~" } },
  });
  const result = await against(
    () => http.send("GET", `/opportunities/${opportunity.id}`),
    () => here.table.client.send(asked),
    { width, times: 400, rounds: 7 },
  );
  report("getOpportunity", width, 1.5, result);
});

/**
 * Signing up is measured on two tables that hold the same: on one over HTTP, on the other by the same commands sent bare, those at
 * once that the use case sends at once.
 */
it.each(widths)("signUp, %i in flight", async (width) => {
  const [times, rounds, perShift] = [48, 7, 48];
  const bare = await freshTable();
  const shifts: string[] = [];
  for (let n = 0; n < ((rounds + 1) * times) / perShift; n++)
    shifts.push(
      (await activity(here, there, { shifts: [{ startsAt: "2027-07-06T15:00", endsAt: "2027-07-06T18:00", places: 5000 }] })).path,
    );
  const people: Someone[] = [];
  for (let n = 0; n < (rounds + 1) * times; n++) people.push(await here.someone(`Residente ${n}`));
  await copyAll(here.table.client, bare.client, here.table.name);

  // What one sign-up sends; its own ids stand in for those of each person.
  const model = people[0]!;
  const sends = await recorded(bare, async (over) => {
    const app = api({ table: over, secret: here.secret, secure: false, origin: "http://localhost", now: () => here.clock.now });
    const reply = await app.request(`/api${shifts[0]}/sign-ups`, {
      method: "POST",
      headers: { cookie: `session=${model.token}`, "content-type": "application/json" },
      body: "{}",
    });
    expect(reply.status).toBe(201);
  });
  expect(sends.map(({ name }) => name)).toEqual([
    "GetItemCommand",
    "QueryCommand",
    "GetItemCommand",
    "GetItemCommand",
    "GetItemCommand",
    "TransactWriteItemsCommand",
  ]);
  const shiftOf = (n: number) => shifts[Math.floor(n / perShift)]!.split("/").at(-1)!;
  const opportunityOf = (n: number) => shifts[Math.floor(n / perShift)]!.split("/")[2]!;
  const made = (n: number) => {
    const text = JSON.stringify(sends.map(({ input }) => input))
      .replaceAll(model.id, people[n]!.id)
      .replaceAll(shiftOf(0), shiftOf(n))
      .replaceAll(opportunityOf(0), opportunityOf(n));
    return JSON.parse(text) as never[];
  };
  const ready = people.map((_, n) => made(n));
  const result = await against(
    (n) =>
      http
        .send(
          "POST",
          `${shifts[Math.floor(n / perShift)]}/sign-ups`,
          { cookie: `session=${people[n]!.token}`, "content-type": "application/json" },
          "{}",
        )
        .then((status) => expect(status).toBe(201)),
    async (n) => {
      if (n === 0) return;
      const [session, person, shift, before, day, write] = ready[n]!;
      const db = bare.client;
      await Promise.all([db.send(new GetItemCommand(session!)), db.send(new QueryCommand(person!))]);
      await db.send(new GetItemCommand(shift!));
      await Promise.all([db.send(new GetItemCommand(before!)), db.send(new GetItemCommand(day!))]);
      await db.send(new TransactWriteItemsCommand(write!));
    },
    { width, times, rounds },
  );
  report("signUp", width, 1.6, result);
});

/** Every item of one table into another: only a benchmark reads a table through. */
async function copyAll(from: DynamoDBClient, to: DynamoDBClient, TableName: string): Promise<void> {
  let start: Record<string, never> | undefined;
  do {
    const page = await from.send(new ScanCommand({ TableName, ExclusiveStartKey: start }));
    const items = page.Items ?? [];
    for (let n = 0; n < items.length; n += 25)
      await to.send(
        new BatchWriteItemCommand({ RequestItems: { [TableName]: items.slice(n, n + 25).map((Item) => ({ PutRequest: { Item } })) } }),
      );
    start = page.LastEvaluatedKey as typeof start;
  } while (start);
}
