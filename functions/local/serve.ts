import { serve as listen } from "@hono/node-server";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { inApi } from "../publishing/roots.ts";
import { withBar } from "./bar.ts";
import type { DemoPerson } from "./demo-people.ts";

type Fetch = (request: Request) => Response | Promise<Response>;

export type Parts = {
  readonly origin: string;
  readonly api: Fetch;
  readonly local: Fetch;
  readonly assets: (request: Request) => Response | undefined;
  readonly pages: Fetch;
  /** What was published as a file, as the bucket behind the router has it. */
  readonly stored: (key: string) => Promise<Uint8Array | undefined>;
  readonly people: readonly DemoPerson[];
  /** Something may have been written. */
  readonly written: () => void;
};

/** Everything behind one address, as the router of the deployed site puts it together, and beside it what is only here. */
export function site({ origin, api, local, assets, stored, pages, people, written }: Parts) {
  const { hostname, port } = new URL(origin);
  const otherNames = hostname === "localhost" ? [`127.0.0.1:${port}`, `[::1]:${port}`] : [];
  return new Hono()
    .use(compress())
    .all("/api/*", async (c) => {
      const reply = await api(c.req.raw);
      if (c.req.method !== "GET") written();
      return reply;
    })
    .all("/local/*", (c) => local(c.req.raw))
    .get("/mirror/*", async (c) => {
      const file = await stored(c.req.path.slice(1)).catch(() => undefined);
      return file ? c.body(new Uint8Array(file), 200, { "content-type": "application/vnd.sqlite3" }) : c.notFound();
    })
    .all("*", async (c) => {
      const published = inApi(c.req.raw);
      if (published) return api(published);
      const asset = assets(c.req.raw);
      if (asset) return asset;
      // Cookies and the check of origins know one address: whoever came by another name of this machine is taken there.
      const { pathname, search, host } = new URL(c.req.url);
      if (otherNames.includes(host) && c.req.method === "GET") return c.redirect(origin + pathname + search, 307);
      return withBar(await pages(c.req.raw), c.req.raw, people);
    });
}

/** Listens on the loopback alone: whoever reaches it may be anybody of the demo. Answers how to stop. */
export function openSite(fetch: Fetch, port: number): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, port, hostname: "127.0.0.1" }, (info) =>
      resolve({
        port: info.port,
        stop: () =>
          new Promise((done) => {
            server.close(() => done());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      }),
    );
    server.once("error", reject);
  });
}
