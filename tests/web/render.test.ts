import { beforeAll, describe, expect, it } from "vitest";
import { buildPages, loadPages } from "../../functions/local/build.ts";

let render: Awaited<ReturnType<typeof loadPages>>["render"];
const settings = { origin: "http://localhost", tilesUrl: "", tilesCredit: "" };
const page = () => new Request("http://localhost/enti", { headers: { cookie: "session=somebody" } });

beforeAll(async () => {
  const folder = await buildPages(
    () => {},
    () => {},
  );
  ({ render } = await loadPages(folder));
}, 120_000);

describe("a page that many ask for at the same moment", () => {
  it("is made once for all of them, and anew for whoever comes later", async () => {
    const asked: Request[] = [];
    const api = async (request: Request) => {
      asked.push(request);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return Response.json({ items: [], next: null });
    };
    const replies = await Promise.all(Array.from({ length: 12 }, () => render(page(), { api, settings })));
    const texts = await Promise.all(replies.map((reply) => reply.text()));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain("<h1");
    const once = asked.length;
    await render(page(), { api, settings });
    expect(asked.length).toBe(2 * once);
    // What is given to all is asked for by nobody in particular.
    expect(asked.filter((request) => request.headers.has("cookie"))).toEqual([]);
  });

  it("is another page for another installation in the same process", async () => {
    const of = (name: string) =>
      render(page(), { api: () => Response.json({ items: [], next: null }), settings: { ...settings, origin: name } });
    const [one, other] = await Promise.all([of("http://one.example"), of("http://other.example")]);
    expect(await one.text()).toContain("http://one.example/enti");
    expect(await other.text()).toContain("http://other.example/enti");
  });
});
