import { describe, expect, it } from "vitest";
import { changeOf } from "../../functions/foundation/change.ts";

const keys = { pk: { S: "opp_1" }, sk: { S: "OPP" } };
const image = { ...keys, title: { S: "Doposcuola" } };

describe("a change of the stream", () => {
  it("is told with its place, its keys and what was there", () => {
    expect(changeOf({ dynamodb: { SequenceNumber: "7", Keys: keys, NewImage: image } })).toEqual({
      id: "7",
      keys: { pk: "opp_1", sk: "OPP" },
      new: image,
    });
    expect(changeOf({ dynamodb: { SequenceNumber: "8", Keys: keys, OldImage: image } })).toEqual({
      id: "8",
      keys: { pk: "opp_1", sk: "OPP" },
      old: image,
    });
  });

  it("without place or keys is none", () => {
    expect(() => changeOf({})).toThrow();
    expect(() => changeOf({ dynamodb: { SequenceNumber: "9", Keys: { pk: keys.pk } } })).toThrow();
  });
});
