import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Objects by key (`mirror/1/current.json`): what is too large for the table and may be made anew from it. */
export type Storage = {
  readonly get: (key: string) => Promise<Uint8Array | undefined>;
  /** Whole or not at all. `cache`: the Cache-Control that readers are given. */
  readonly put: (key: string, content: Uint8Array, of: { readonly type: string; readonly cache?: string }) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** Keys that begin so, in their order. */
  readonly list: (prefix: string) => Promise<string[]>;
};

/** `s3:bucket`, or `file:///folder` on one machine. */
export function openStorage(url: string): Storage {
  return url.startsWith("s3:") ? inBucket(url.slice(3)) : inFolder(fileURLToPath(url));
}

function inFolder(folder: string): Storage {
  const pathOf = (key: string): string => {
    const path = resolve(folder, key);
    if (!path.startsWith(resolve(folder) + sep)) throw new Error("A key leads out of the storage's folder.");
    return path;
  };
  const absent = (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== "ENOENT") throw error;
  };
  return {
    get: (key) => readFile(pathOf(key)).catch(absent),
    async put(key, content) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      const unfinished = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
      await writeFile(unfinished, content);
      await rename(unfinished, path);
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async list(prefix) {
      const entries = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent)) ?? [];
      return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith(".tmp"))
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
        .filter((key) => key.startsWith(prefix))
        .toSorted();
    },
  };
}

/** The SDK is loaded with the first use: most requests never touch a bucket. */
function inBucket(Bucket: string): Storage {
  const s3 = once(async () => {
    const sdk = await import("@aws-sdk/client-s3");
    return { sdk, client: new sdk.S3Client({}) };
  });
  return {
    async get(Key) {
      const { sdk, client } = await s3();
      try {
        return await (await client.send(new sdk.GetObjectCommand({ Bucket, Key }))).Body!.transformToByteArray();
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) return undefined;
        throw error;
      }
    },
    async put(Key, Body, { type: ContentType, cache: CacheControl }) {
      const { sdk, client } = await s3();
      await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl }));
    },
    async remove(Key) {
      const { sdk, client } = await s3();
      await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
    },
    async list(Prefix) {
      const { sdk, client } = await s3();
      const keys: string[] = [];
      for await (const { Contents } of sdk.paginateListObjectsV2({ client }, { Bucket, Prefix }))
        keys.push(...(Contents ?? []).flatMap(({ Key }) => Key ?? []));
      return keys;
    },
  };
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};
