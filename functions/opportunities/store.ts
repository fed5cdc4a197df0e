import * as v from "valibot";
import { BodyId, PolicyId } from "../bodies/contract.ts";
import { told } from "../foundation/change.ts";
import { historyOf, newMove } from "../foundation/history.ts";
import { type Id, id } from "../foundation/ids.ts";
import { Problem } from "../foundation/problem.ts";
import {
  type Asked,
  checkItem,
  commit,
  deleteItem,
  type Item,
  getItem,
  newItem,
  nextVersion,
  type Page,
  query,
  queryAll,
  queryItems,
  read,
  type Table,
  updateItem,
  type Write,
} from "../foundation/table.ts";
import type { Move } from "../foundation/text.ts";
import { Opportunity, OpportunityId as OpportunityIdSchema, Shift } from "./contract.ts";

/**
 * A shift carries what a sign-up has to know, so that signing up reads one small item and conditions on it:
 * whether it can be booked at all (its opportunity is published), whose it is, which policy covers it, its name.
 */
export const ShiftItem = v.object({
  ...Shift.entries,
  bookable: v.boolean(),
  body: BodyId,
  title: v.string(),
  policy: v.nullable(PolicyId),
});
export type ShiftItem = v.InferOutput<typeof ShiftItem>;

type OpportunityId = Id<"opp">;
type ShiftId = Id<"shf">;

export const shiftKey = (opportunity: OpportunityId, shift: ShiftId) => ({ pk: opportunity, sk: `SHF#${shift}` });
const opportunityKey = (id: OpportunityId) => ({ pk: id, sk: "OPP" });
const indexed = ({ id, body, project }: Opportunity) => ({ gsi1pk: body, gsi1sk: `OPP#${id}`, gsi2pk: project, gsi2sk: `OPP#${id}` });
/** What follows from the opportunity in each of its shifts. */
const carried = ({ state, body, title, policy }: Opportunity) => ({ bookable: state === "published", body, title, policy });

/** What came of one activity of a body's sheets, under the hash of what tells it from others: so the same sheet twice doubles nothing. */
const Claim = v.object({ opportunities: v.array(OpportunityIdSchema), version: v.number() });
type Claim = v.InferOutput<typeof Claim>;
const claimKey = (body: Id<"bod">, hash: string) => ({ pk: body, sk: `SHEET#${hash}` });

/** An import that was accepted, until all of it is loaded: its parts together are one text. */
const Import = v.object({ id: id("imp"), at: v.string(), parts: v.number() });
type Import = v.InferOutput<typeof Import>;
type ImportId = Import["id"];
const importKey = (id: ImportId) => ({ pk: id, sk: "IMPORT" });
const partKey = (id: ImportId, part: number) => ({ pk: id, sk: `PART#${part}` });
/** DynamoDB holds 400 KB an item; the text is ASCII. */
const partLength = 350_000;

export const opportunityTold = told((sk) => sk === "OPP", Opportunity);
export const shiftTold = told((sk) => sk.startsWith("SHF#"), ShiftItem);

export type OpportunityStore = ReturnType<typeof opportunityStore>;

export const opportunityStore = (table: Table) => ({
  /** Opportunity with its shifts, one Query: 0.5 units per started 4 KB (1 when `consistent`). */
  async withShifts(id: OpportunityId, { consistent = false } = {}): Promise<{ opportunity: Opportunity; shifts: ShiftItem[] } | undefined> {
    const { items } = await queryItems(table, { pk: id, sk: ["OPP", "SHF#~"], consistent });
    const [first, ...rest] = items;
    if (first?.["sk"]?.S !== "OPP") return undefined;
    return { opportunity: read(Opportunity, first), shifts: rest.map((item) => read(ShiftItem, item)) };
  },

  get: (id: OpportunityId) => getItem(table, opportunityKey(id), Opportunity),

  /** 0.5 units: what a sign-up reads. Its transaction holds the conditions, so that a reply a moment old does no harm. */
  shift: (opportunity: OpportunityId, shift: ShiftId, consistent = false) =>
    getItem(table, shiftKey(opportunity, shift), ShiftItem, { consistent }),

  history: (id: OpportunityId) => historyOf(table, id),

  /** Newest first, by index gsi1. */
  ofBody: (body: Id<"bod">, asked: Asked): Promise<Page<Opportunity>> =>
    query(table, { index: "gsi1", pk: body, sk: "OPP#", backwards: true, ...asked, limit: asked.limit ?? 50 }, Opportunity),

  /** By index gsi2. */
  ofProject: (project: Id<"prj">) => queryAll(table, { index: "gsi2", pk: project, sk: "OPP#" }, Opportunity),

  create: (opportunity: Opportunity, shifts: readonly Shift[]): Write[] => [
    newItem(table, { ...opportunityKey(opportunity.id), ...indexed(opportunity), ...opportunity }),
    ...shifts.map((shift) => newItem(table, { ...shiftKey(opportunity.id, shift.id), ...shift, ...carried(opportunity) })),
  ],

  /** The next version, and in the same transaction what follows from it in every shift (at most 60). */
  save: (opportunity: Opportunity, shifts: readonly Pick<Shift, "id">[], { cancelShifts = false } = {}): Write[] => [
    nextVersion(table, { ...opportunityKey(opportunity.id), ...indexed(opportunity), ...opportunity }),
    ...shifts.map(({ id }) => {
      const { bookable, title, policy } = carried(opportunity);
      return updateItem(
        table,
        shiftKey(opportunity.id, id),
        `SET bookable = :bookable, title = :title, #policy = :policy${cancelShifts ? ", #state = :cancelled" : ""} ADD #version :one`,
        {
          when: "attribute_exists(pk)",
          names: { "#policy": "policy", "#version": "version", ...(cancelShifts && { "#state": "state" }) },
          values: {
            ":bookable": bookable,
            ":title": title,
            ":policy": policy,
            ":one": 1,
            ...(cancelShifts && { ":cancelled": "cancelled" }),
          },
        },
      );
    }),
  ],

  addShift: (opportunity: Opportunity, shift: Shift): Write =>
    newItem(table, { ...shiftKey(opportunity.id, shift.id), ...shift, ...carried(opportunity) }),

  /** Never below what is taken, also when somebody signs up at this moment. */
  setPlaces: (shift: Pick<Shift, "id" | "opportunity">, places: number): Write =>
    updateItem(
      table,
      shiftKey(shift.opportunity, shift.id),
      "SET places = :places ADD #version :one",
      {
        when: "attribute_exists(pk) AND #state = :open AND taken <= :places",
        names: { "#state": "state", "#version": "version" },
        values: { ":places": places, ":open": "open", ":one": 1 },
      },
      (old) =>
        old
          ? old["state"] === "open"
            ? new Problem("places_taken", { taken: Number(old["taken"]) })
            : new Problem("wrong_state", { state: String(old["state"]) })
          : new Problem("not_found"),
    ),

  cancelShift: (shift: Pick<Shift, "id" | "opportunity">): Write =>
    updateItem(
      table,
      shiftKey(shift.opportunity, shift.id),
      "SET #state = :cancelled ADD #version :one",
      {
        when: "#state = :open",
        names: { "#state": "state", "#version": "version" },
        values: { ":cancelled": "cancelled", ":open": "open", ":one": 1 },
      },
      (old) => (old ? new Problem("wrong_state", { state: String(old["state"]) }) : new Problem("not_found")),
    ),

  /** The counters of a shift move by `by` if `when` holds; `otherwise` reads the shift that was in the way. */
  count: (
    shift: Pick<Shift, "id" | "opportunity">,
    by: { readonly taken?: number; readonly waiting?: number },
    condition: { readonly when: string; readonly values: Item },
    otherwise: (old: ShiftItem | undefined) => Problem,
  ): Write =>
    updateItem(
      table,
      shiftKey(shift.opportunity, shift.id),
      "ADD taken :taken, waiting :waiting, #version :one",
      {
        when: condition.when,
        names: {
          "#version": "version",
          ...(condition.when.includes("#state") && { "#state": "state" }),
          ...(condition.when.includes("#policy") && { "#policy": "policy" }),
        },
        values: { ":taken": by.taken ?? 0, ":waiting": by.waiting ?? 0, ":one": 1, ...condition.values },
      },
      (old) => otherwise(old && v.parse(ShiftItem, old)),
    ),

  /** What has to be true of a shift for a write beside it. 2 units. */
  checkShift: (
    shift: Pick<Shift, "id" | "opportunity">,
    when: string,
    values: Item,
    otherwise: (old: ShiftItem | undefined) => Problem,
  ): Write =>
    checkItem(table, shiftKey(shift.opportunity, shift.id), { when, names: { "#state": "state", "#policy": "policy" }, values }, (old) =>
      otherwise(old && v.parse(ShiftItem, old)),
    ),

  /** 1 unit. */
  claim: (body: Id<"bod">, hash: string): Promise<Claim | undefined> => getItem(table, claimKey(body, hash), Claim),
  saveClaim: (body: Id<"bod">, hash: string, claim: Claim): Write => {
    const item = { ...claimKey(body, hash), ...claim };
    return claim.version === 1 ? newItem(table, item) : nextVersion(table, item);
  },

  /** All of an import in one transaction, which decides that it will be loaded. At most 10 parts. */
  acceptImport(id: ImportId, at: string, text: string): Write[] {
    const parts = Array.from({ length: Math.ceil(text.length / partLength) }, (_, i) => text.slice(i * partLength, (i + 1) * partLength));
    const head = newItem(table, { ...importKey(id), gsi1pk: "IMPORT", gsi1sk: `${at}#${id}`, id, at, parts: parts.length });
    return [head, ...parts.map((text, i) => newItem(table, { ...partKey(id, i), text }))];
  },
  /** Accepted and perhaps not loaded, oldest first, by index gsi1. */
  openImports: (): Promise<Import[]> => queryAll(table, { index: "gsi1", pk: "IMPORT" }, Import),
  /** 0.5 units per 4 KB; undefined when it was forgotten meanwhile. */
  async importText({ id, parts }: Import): Promise<string | undefined> {
    const texts = await queryAll(table, { pk: id, sk: "PART#", consistent: true }, v.object({ text: v.string() }));
    return texts.length === parts ? texts.map(({ text }) => text).join("") : undefined;
  },
  forgetImport: ({ id, parts }: Pick<Import, "id" | "parts">): Write[] => [
    deleteItem(table, importKey(id)),
    ...Array.from({ length: parts }, (_, i) => deleteItem(table, partKey(id, i))),
  ],

  remember: (id: OpportunityId, move: Move): Write => newMove(table, id, move),

  commit: (...writes: readonly Write[]): Promise<void> => commit(table, ...writes),
});
