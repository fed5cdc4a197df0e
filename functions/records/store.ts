import type { Id, PersonId } from "../foundation/ids.ts";
import { commit, getItem, newItem, nextVersion, query, type Table, type Write } from "../foundation/table.ts";
import { Certificate } from "./contract.ts";

const key = (id: Id<"crt">) => ({ pk: id, sk: "CRT" });
const stored = (certificate: Certificate) => ({
  ...key(certificate.id),
  gsi1pk: certificate.person,
  gsi1sk: `CRT#${certificate.id}`,
  ...certificate,
});

export type RecordStore = ReturnType<typeof recordStore>;

export const recordStore = (table: Table) => ({
  /** 1 unit up to 4 KB: a revocation is seen at once. */
  certificate: (id: Id<"crt">) => getItem(table, key(id), Certificate),
  newCertificate: (certificate: Certificate): Write => newItem(table, stored(certificate)),
  saveCertificate: (certificate: Certificate): Write => nextVersion(table, stored(certificate)),
  /** Newest first, by index gsi1. */
  certificatesOf: async (person: PersonId) =>
    (await query(table, { index: "gsi1", pk: person, sk: "CRT#", backwards: true, limit: 100 }, Certificate)).items,
  commit: (...writes: readonly Write[]): Promise<void> => commit(table, ...writes),
});
