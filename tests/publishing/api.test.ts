import { XMLParser, XMLValidator } from "fast-xml-parser";
import ICAL from "ical.js";
import { beforeAll, describe, expect, it } from "vitest";
import { cancelShift, moveOpportunity } from "../../functions/opportunities/service.ts";
import { hoursTable } from "../../functions/publishing/service.ts";
import { acceptOffer } from "../../functions/participation/offers.ts";
import { cancelSignUp, signUp } from "../../functions/participation/service.ts";
import type { CalendarState, NewCalendar } from "../../functions/publishing/contract.ts";
import { streamConsumer } from "../../functions/stream.ts";
import type { StreamReader } from "../../functions/local/stream-reader.ts";
import { activity, type Ground, ground } from "../setup/activity.ts";
import { many } from "../setup/many.ts";
import { followed } from "../setup/stream.ts";
import { type World, world } from "../setup/world.ts";

let here: World;
let there: Ground;
let reader: StreamReader;

beforeAll(async () => {
  here = await world();
  there = await ground(here);
  const consume = streamConsumer({
    table: here.table,
    secret: here.secret,
    origin: "http://localhost",
    mailer: () => Promise.resolve(),
    now: () => here.clock.now,
  });
  reader = await followed(here.table, consume);
});

const formats = ["ics", "atom", "feed.json", "geojson", "csv"];
const get = (path: string, headers: Record<string, string> = {}) => here.app.request(`/api${path}`, { headers });
const eventsIn = (text: string) => new ICAL.Component(ICAL.parse(text) as never[]).getAllSubcomponents("vevent");

describe("a hidden address", () => {
  const secrets = ["Casa di Mariam", "Via Segreta 7", "scala B", "43.7199", "10.4099", "10.4099;", "43.71990"];
  const place = {
    comune: "050026",
    name: "Casa di Mariam",
    address: "Via Segreta 7",
    point: { lat: 43.7199, lon: 10.4099 },
    addressHidden: true,
    directions: "scala B",
  };

  it("is in no document that anybody can read, and in the calendar of who takes part", async () => {
    const { opportunity, shift } = await activity(here, there, { title: "Cena riservata", place });
    const amina = await here.someone("Amina");
    await signUp(await here.ctx(amina), opportunity.id, shift.id, undefined);
    await reader.drain();
    const texts = await Promise.all(
      [...formats.map((format) => `/opportunities.${format}?q=riservata`), "/catalog.ttl", "/sitemaps/opportunities-1"].map(
        async (path) => {
          const reply = await get(path);
          expect([path, reply.status]).toEqual([path, 200]);
          return reply.text();
        },
      ),
    );
    for (const text of texts.slice(0, 5)) expect(text).toContain("Cena riservata");
    for (const text of texts) expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(texts[0]).not.toMatch(/^GEO:/m);

    const { body } = await here.call<NewCalendar>("POST", "/me/calendar", { as: amina });
    const mine = await (await get(new URL(body.address).pathname.slice(4))).text();
    expect(eventsIn(mine)[0]!.getFirstPropertyValue("location")).toBe("Casa di Mariam, Via Segreta 7, Pisa");
  });
});

describe("a search", () => {
  it("is a feed in each format, says when it is still the same, and is open to pages of others", async () => {
    await activity(here, there, { title: "Orto di quartiere", themes: ["environment"] });
    await reader.drain();
    for (const format of formats) {
      const reply = await get(`/opportunities.${format}?place=Pisa&theme=environment&lang=en`);
      const text = await reply.text();
      expect([format, reply.status, text.includes("Orto di quartiere")]).toEqual([format, 200, true]);
      expect(reply.headers.get("access-control-allow-origin")).toBe(format === "ics" ? null : "*");
      const again = await get(`/opportunities.${format}?place=Pisa&theme=environment&lang=en`, {
        "if-none-match": reply.headers.get("etag")!,
      });
      expect([format, again.status]).toEqual([format, 304]);
      expect((await get(`/opportunities.${format}?place=Atlantide`)).status).toBe(422);
    }
    expect((await get("/opportunities?q=orto")).headers.get("access-control-allow-origin")).toBeNull();
    expect((await get("/me/calendar")).headers.get("access-control-allow-origin")).toBeNull();
  });

  it("strikes out a date that was called off", async () => {
    const at = (day: string) => ({ startsAt: `${day}T15:00`, endsAt: `${day}T18:00`, places: 5 });
    const { opportunity, shift } = await activity(here, there, { title: "Coro", shifts: [at("2027-03-06"), at("2027-03-13")] });
    await cancelShift(await here.ctx(there.owner), opportunity.id, shift.id, "Manca il maestro");
    await reader.drain();
    const events = eventsIn(await (await get("/opportunities.ics?q=coro")).text());
    expect(events.map((event) => [String(event.getFirstPropertyValue("dtstart")), event.getFirstPropertyValue("status")])).toEqual([
      ["2027-03-13T15:00:00", "CONFIRMED"],
      ["2027-03-06T15:00:00", "CANCELLED"],
    ]);
  });

  it("lets what is cancelled go", async () => {
    const { opportunity } = await activity(here, there, { title: "Torneo di scacchi" });
    await reader.drain();
    expect(await (await get("/opportunities.ics?q=scacchi")).text()).toContain("Torneo di scacchi");
    await moveOpportunity(await here.ctx(there.owner), opportunity.id, "cancel", "Manca la sala");
    await reader.drain();
    expect(await (await get("/opportunities.ics?q=scacchi")).text()).not.toContain("Torneo di scacchi");
  });
});

describe("among ten thousand", () => {
  let crowd: World;
  beforeAll(async () => {
    crowd = await world();
    const mirror = await crowd.stores.discovery.mirror();
    mirror.apply([...many(10_000, crowd.clock.now)], crowd.clock.now.toISOString());
  });
  const ask = async (path: string) => {
    const { feedOf, calendarOf, sitePart, siteIndex } = await import("../../functions/publishing/service.ts");
    const url = new URL(path, "http://localhost");
    const ctx = await crowd.ctx();
    return { feedOf, calendarOf, sitePart, siteIndex, url, ctx };
  };

  it("a feed has 500 at most and leads on, until each was there once", async () => {
    const { feedOf, url, ctx } = await ask("/api/opportunities.atom?theme=sport");
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const feed = await feedOf(ctx, { lang: "it", theme: ["sport"], cursor }, url);
      expect(feed.items.length).toBeLessThanOrEqual(500);
      seen.push(...feed.items.map(({ id }) => id));
      cursor = feed.next ? new URL(feed.next).searchParams.get("cursor")! : undefined;
      if (feed.next) expect(new URL(feed.next).searchParams.get("theme")).toBe("sport");
    } while (cursor);
    const { total } = (await ctx.stores.discovery.mirror()).find({ theme: ["sport"] }, ctx.now);
    expect([seen.length, new Set(seen).size]).toEqual([total, total]);
    expect(total).toBeGreaterThan(500);
  });

  it("a calendar has 500 dates at most, in less than half a megabyte", async () => {
    const { calendarOf, url, ctx } = await ask("/api/opportunities.ics");
    const text = [...(await calendarOf(ctx, { lang: "it" }, url))].join("");
    expect(eventsIn(text)).toHaveLength(500);
    expect(Buffer.byteLength(text)).toBeLessThan(512_000);
  });

  it("the map of the site has parts of at most 5,000, each page in one of them", async () => {
    const { siteIndex, sitePart, ctx } = await ask("/");
    const parser = new XMLParser({ isArray: (name) => ["sitemap", "url"].includes(name) });
    const { sitemapindex } = parser.parse([...(await siteIndex(ctx, "http://localhost"))].join("")) as {
      sitemapindex: { sitemap: { loc: string }[] };
    };
    const parts = sitemapindex.sitemap.map(({ loc }) => /sitemap-(.+)\.xml$/.exec(loc)![1]!);
    expect(parts).toEqual(["pages", "opportunities-1", "opportunities-2"]);
    const pages = new Set<string>();
    for (const part of parts.slice(1)) {
      const text = [...(await sitePart(ctx, "http://localhost", part))].join("");
      expect(XMLValidator.validate(text)).toBe(true);
      const { urlset } = parser.parse(text) as { urlset: { url: { loc: string }[] } };
      expect(urlset.url.length).toBeLessThanOrEqual(10_000);
      for (const { loc } of urlset.url) pages.add(loc);
    }
    expect(pages.size).toBe(20_000);
    await expect(sitePart(ctx, "http://localhost", "opportunities-3")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("my calendar", () => {
  it("is read by whoever has its address, shows what I hold, wait for and gave back, until I renew or end it", async () => {
    const { opportunity, shift } = await activity(here, there, {
      title: "Camminata, lungo l'Arno",
      shifts: [{ startsAt: "2027-03-27T10:00", endsAt: "2027-03-27T12:00", places: 1 }],
    });
    const [ion, mei] = [await here.someone("Ion"), await here.someone("Mei")];
    await signUp(await here.ctx(ion), opportunity.id, shift.id, undefined);
    await signUp(await here.ctx(mei), opportunity.id, shift.id, undefined);
    expect((await here.call<CalendarState>("GET", "/me/calendar", { as: ion })).body).toEqual({ since: null });

    const file = async (who: typeof ion) => {
      const { body, status } = await here.call<NewCalendar>("POST", "/me/calendar", { as: who });
      expect(status).toBe(201);
      return new URL(body.address).pathname.slice(4);
    };
    const statusIn = async (path: string) => {
      const reply = await here.call<string>("GET", path);
      return reply.status === 200 ? eventsIn(reply.body).map((event) => event.getFirstPropertyValue("status")) : reply.status;
    };
    const [first, hers] = [await file(ion), await file(mei)];
    expect([await statusIn(first), await statusIn(hers)]).toEqual([["CONFIRMED"], ["TENTATIVE"]]);
    await cancelSignUp(await here.ctx(ion), opportunity.id, shift.id);
    await reader.drain();
    expect([await statusIn(first), await statusIn(hers)]).toEqual([["CANCELLED"], ["TENTATIVE"]]);
    await acceptOffer(await here.ctx(mei), opportunity.id, shift.id);
    expect(await statusIn(hers)).toEqual(["CONFIRMED"]);

    const second = await file(ion);
    expect(second).not.toBe(first);
    expect([await statusIn(first), await statusIn(second)]).toEqual([404, ["CANCELLED"]]);
    expect((await here.call("DELETE", "/me/calendar", { as: ion })).status).toBe(204);
    expect((await here.call("DELETE", "/me/calendar", { as: ion })).status).toBe(204);
    expect([await statusIn(second), await statusIn(hers)]).toEqual([404, ["CONFIRMED"]]);
  });

  it("nobody has one without signing in, and no address leads to one by chance", async () => {
    expect((await here.call("POST", "/me/calendar")).status).toBe(401);
    expect((await here.call("GET", `/calendars/${"A".repeat(43)}.ics`)).status).toBe(404);
    expect((await here.call("GET", "/calendars/short.ics")).status).toBe(404);
  });
});

it("counts that could tell of somebody are not published", async () => {
  const text = await hoursTable(await here.ctx());
  expect(text.trim().split("\r\n")).toHaveLength(1);
});
