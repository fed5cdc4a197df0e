/**
 * The one table as plain data: the stack deploys it, the local start and the tests create it, the stores query it.
 * No AWS import, so that `stacks/` may read it too. Every key is a string; every index carries whole items.
 */
export const indexes = {
  /** Sparse, global. */
  gsi1: { pk: "gsi1pk", sk: "gsi1sk" },
  /** Sparse, global. */
  gsi2: { pk: "gsi2pk", sk: "gsi2sk" },
  /** Sparse, local: sorts a partition a second way and can be read consistently. */
  lsi1: { pk: "pk", sk: "lsi1sk" },
} as const satisfies Record<string, KeyNames>;

type KeyNames = { readonly pk: string; readonly sk: string };

export const schema = {
  key: { pk: "pk", sk: "sk" },
  global: { gsi1: indexes.gsi1, gsi2: indexes.gsi2 },
  local: { lsi1: indexes.lsi1 },
  projection: "ALL",
  stream: "NEW_AND_OLD_IMAGES",
  /** Seconds since 1970; AWS removes the item within some days after, so a reader still compares the time. */
  expiry: "expiresAt",
} as const satisfies {
  readonly key: KeyNames;
  readonly global: Record<string, KeyNames>;
  readonly local: Record<string, KeyNames>;
  readonly projection: "ALL";
  readonly stream: "NEW_AND_OLD_IMAGES";
  readonly expiry: string;
};

/** Every attribute that is part of a key: what a table definition has to declare. */
export const keyAttributes: readonly string[] = [
  ...new Set([schema.key, ...Object.values(schema.global), ...Object.values(schema.local)].flatMap(({ pk, sk }) => [pk, sk])),
];
