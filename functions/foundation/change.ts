import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import * as v from "valibot";
import { schema } from "./schema.ts";
import { type Key, read } from "./table.ts";

type Image = Record<string, AttributeValue>;

/** One change of one item, as the table's stream tells it: `old` is absent for a new item, `new` for a removed one. */
export type Change = {
  /** The place in the stream (its sequence number): a consumer answers with the ids of the changes that failed. */
  readonly id: string;
  readonly keys: Key;
  readonly old?: Image;
  readonly new?: Image;
};

/** What Lambda's event and a stream read by hand have in common. */
export type StreamRecord = {
  readonly dynamodb?:
    | {
        readonly SequenceNumber?: string | undefined;
        readonly Keys?: object | undefined;
        readonly OldImage?: object | undefined;
        readonly NewImage?: object | undefined;
      }
    | undefined;
};

const Text = v.object({ S: v.string() });
const Told = v.object({ SequenceNumber: v.string(), Keys: v.object({ [schema.key.pk]: Text, [schema.key.sk]: Text }) });

/** The change that a record of the stream tells. Images pass as they are: the table holds no binary, which the two sources write differently. */
export function changeOf({ dynamodb = {} }: StreamRecord): Change {
  const { SequenceNumber, Keys } = v.parse(Told, dynamodb);
  return {
    id: SequenceNumber,
    keys: { pk: Keys.pk.S, sk: Keys.sk.S },
    ...(dynamodb.OldImage && { old: dynamodb.OldImage as Image }),
    ...(dynamodb.NewImage && { new: dynamodb.NewImage as Image }),
  };
}

/** What a change tells of items of one kind, as they were before and after: undefined for other kinds and for a removal. */
export const told =
  <S extends v.GenericSchema>(kind: (sk: string) => boolean, schema: S) =>
  ({ keys, old, new: image }: Change): { readonly before: v.InferOutput<S> | undefined; readonly after: v.InferOutput<S> } | undefined =>
    image && kind(keys.sk) ? { before: old && read(schema, old), after: read(schema, image) } : undefined;
