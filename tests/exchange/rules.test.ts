import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import type { Feed, FeedState } from "../../functions/exchange/contract.ts";
import { intervalOf, toCome } from "../../functions/exchange/dates.ts";
import { mostItems } from "../../functions/exchange/formats/format.ts";
import { daysOf, readRule } from "../../functions/exchange/formats/recurrence.ts";
import { alike, type Comparable, likeness } from "../../functions/exchange/likeness.ts";
import { filled, formats, type Item, itemsOf } from "../../functions/exchange/mapping.ts";
import { placeOf } from "../../functions/exchange/place.ts";
import { compare, decide, drawn, externalId, type Known, listingOf, moves } from "../../functions/exchange/rules.ts";
import { ExternalId } from "../../functions/discovery/contract.ts";
import * as v from "valibot";
import { calendar, features, gancioEvents, missions } from "./samples.ts";

const now = new Date("2027-03-01T09:00:00.000Z");
const feedId = `fed_${"0".repeat(26)}` as Feed["id"];
const feed = (format: Feed["format"], more: Partial<Feed> = {}): Feed => ({
  id: feedId,
  version: 1,
  state: "active",
  name: "Agenda",
  publisher: "Agenda di Firenze",
  address: "https://agenda.example/feed",
  format,
  mapping: formats[format].defaults,
  every: 24,
  createdAt: now.toISOString(),
  ...more,
});
const read = (format: Feed["format"], text: string, more: Partial<Feed> = {}) => itemsOf(feed(format, more), text, now);
const taken = (...given: Parameters<typeof read>): Item[] => read(...given).flatMap(({ item }) => item ?? []);
const refused = (...given: Parameters<typeof read>): Record<string, string[]> =>
  Object.fromEntries(
    read(...given).flatMap(({ refused }) => (refused ? [[refused.title || refused.uid, refused.reasons.map(({ code }) => code)]] : [])),
  );

describe("iCalendar", () => {
  it("gives events with text unfolded and unescaped, place, categories and dates", () => {
    const [oblate] = taken("icalendar", calendar);
    expect(oblate).toMatchObject({
      uid: "oblate-1@comune.fi.example",
      title: "Leggere insieme; storie in tante lingue",
      summary: "Un pomeriggio di letture per bambine e bambini, con mediatrici. Portate un libro!",
      url: "https://comune.fi.example/eventi/1",
      publisher: "Biblioteca delle Oblate",
      comune: { name: "Firenze" },
      point: { lat: 43.7713, lon: 11.2603 },
      dates: [{ startsAt: "2027-03-06T15:00:00.000Z", endsAt: "2027-03-06T17:00:00.000Z" }],
    });
    expect(oblate!.themes).toContain("family");
  });

  it("repeats over the change of clocks at the same hour of the wall, without what is excluded, with what was moved", () => {
    const dates = taken("icalendar", calendar).find(({ title }) => title === "Corso di italiano")!.dates;
    expect(dates.map(({ startsAt }) => startsAt)).toEqual([
      "2027-03-16T17:30:00.000Z",
      // 23 March is excluded; 30 March was moved to the day after, and clocks were changed on the 28th.
      "2027-03-31T17:00:00.000Z",
      "2027-04-06T16:30:00.000Z",
    ]);
  });

  it("takes a day alone for the whole day in Italy, and a long one for each day it lasts", () => {
    const [whole, long] = ["Festa dei popoli", "Mostra"].map((name) => taken("icalendar", calendar).find(({ title }) => title === name)!);
    expect(whole!.dates).toEqual([{ startsAt: "2027-05-01T22:00:00.000Z", endsAt: "2027-05-02T22:00:00.000Z" }]);
    expect(long!.dates).toHaveLength(13);
    expect(long!.dates[0]).toEqual({ startsAt: "2027-03-01T23:00:00.000Z", endsAt: "2027-04-30T22:00:00.000Z" });
  });

  it("says why it leaves an event out", () => {
    expect(refused("icalendar", calendar)).toEqual({
      "Senza luogo": ["comune_unknown"],
      Annullato: ["called_off"],
      Passato: ["over"],
      "A ogni secondo": ["rule_unread"],
      "Il trenta di febbraio": ["when_unread"],
      "Senza collegamento": ["link_missing"],
      "A Bologna": ["elsewhere"],
    });
  });

  it.each([
    ["no calendar", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"],
    ["cut off", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n"],
    ["crossed", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT\n"],
    ["deep", "BEGIN:VCALENDAR\n" + "BEGIN:X\n".repeat(100)],
    ["many", `BEGIN:VCALENDAR\n${"BEGIN:VEVENT\nEND:VEVENT\n".repeat(mostItems + 1)}END:VCALENDAR`],
  ])("refuses what is %s", (_, text) => expect(() => read("icalendar", text)).toThrow("feed_unreadable"));

  it("reads a line without an end in no time", () => {
    const long = `BEGIN:VCALENDAR\nBEGIN:VEVENT\nX;${"A=B;".repeat(500_000)}\nEND:VEVENT\nEND:VCALENDAR`;
    const began = performance.now();
    expect(read("icalendar", long)).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it("works out twenty thousand endless rules from 1970 within seconds", () => {
    const event = (n: number) =>
      `BEGIN:VEVENT\nUID:${n}\nSUMMARY:E\nURL:https://x.example/\nLOCATION:Pisa\nDTSTART:19700101T100000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2\nEND:VEVENT\n`;
    const began = performance.now();
    read("icalendar", `BEGIN:VCALENDAR\n${Array.from({ length: 20_000 }, (_, n) => event(n)).join("")}END:VCALENDAR`);
    expect(performance.now() - began).toBeLessThan(20_000);
  }, 30_000);
});

describe("rules that repeat", () => {
  const day = 86_400_000;
  const on = (text: string) => Date.parse(text) / day;

  // Examples of RFC 5545, 3.8.5.3, with its dates.
  it.each([
    ["1997-09-02", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=4", ["09-02", "09-16", "09-30", "10-14"]],
    [
      "1997-09-02",
      "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
      ["09-02", "09-04", "09-16", "09-18", "09-30", "10-02", "10-14", "10-16"],
    ],
    ["1997-09-05", "FREQ=MONTHLY;COUNT=4;BYDAY=1FR", ["09-05", "10-03", "11-07", "12-05"]],
    ["1997-09-22", "FREQ=MONTHLY;COUNT=4;BYDAY=-2MO", ["09-22", "10-20", "11-17", "12-22"]],
    ["1997-09-28", "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=4", ["09-28", "10-29", "11-28", "12-29"]],
    ["1997-09-30", "FREQ=MONTHLY;COUNT=5;BYMONTHDAY=1,-1", ["09-30", "10-01", "10-31", "11-01", "11-30"]],
    ["1997-09-04", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", ["09-04", "10-07", "11-06"]],
    ["1997-09-29", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=4", ["09-29", "10-30", "11-27", "12-30"]],
    ["1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", ["08-05", "08-10", "08-19", "08-24"]],
    ["1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", ["08-05", "08-17", "08-19", "08-31"]],
    ["1997-06-10", "FREQ=YEARLY;COUNT=4;BYMONTH=6,7", ["06-10", "07-10", "1998-06-10", "1998-07-10"]],
    ["1997-05-19", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", ["05-19", "1998-05-18", "1999-05-17"]],
  ])("%s %s", (start, text, expected) => {
    const found = [...daysOf(readRule(text)!, on(start), on(start), on("2000-01-01"))];
    expect(found.map((n) => new Date(n * day).toISOString().slice(0, 10))).toEqual(
      expected.map((date) => (date.length === 5 ? `1997-${date}` : date)),
    );
  });

  it.each([
    "FREQ=SECONDLY",
    "FREQ=HOURLY;COUNT=3",
    "FREQ=YEARLY;BYWEEKNO=20",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;BYHOUR=9,10",
    "nonsense",
    "FREQ=MONTHLY;BYDAY=XX",
  ])("%s is not guessed at", (text) => expect(readRule(text)).toBeUndefined());

  const someOf = (values: readonly string[], most: number) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });
  const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
  const part = (name: string, arbitrary: fc.Arbitrary<readonly (string | number)[]>) =>
    arbitrary.map((values) => `;${name}=${values.join(",")}`);
  const rules = fc.oneof(
    fc.constant("FREQ=DAILY"),
    part("BYDAY", someOf(weekdays, 3)).map((days) => `FREQ=WEEKLY${days}`),
    part("BYMONTHDAY", fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 3 })).map(
      (days) => `FREQ=MONTHLY${days}`,
    ),
    part(
      "BYDAY",
      someOf(
        weekdays.flatMap((day) => [`1${day}`, `3${day}`, `-1${day}`]),
        2,
      ),
    ).map((days) => `FREQ=MONTHLY${days}`),
    part("BYMONTH", fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 })).map(
      (months) => `FREQ=YEARLY${months};BYMONTHDAY=5`,
    ),
  );

  it("give what another implementation gives, walked from the beginning or from the middle", () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 10_000, max: 20_000 }), (text, interval, begun) => {
        const rule = `${text};INTERVAL=${interval}`;
        // A first day that is one of the rule's own, as RFC 5545 asks.
        const from = ICAL.Time.fromDateString(new Date(begun * day).toISOString().slice(0, 10));
        const first = ICAL.Recur.fromString(rule).iterator(from).next();
        const walk = ICAL.Recur.fromString(rule).iterator(first);
        const theirs = Array.from({ length: 12 }, () => on(walk.next().toString()));
        const start = on(first.toString());
        if (theirs[0] !== start) return;
        expect([...daysOf(readRule(rule)!, start, start, theirs.at(-1)!)]).toEqual(theirs);
        expect([...daysOf(readRule(rule)!, start, theirs[6]!, theirs.at(-1)!)]).toEqual(theirs.slice(6));
      }),
      { numRuns: 200 },
    );
  });
});

describe("the other formats, by the mapping they begin with", () => {
  it("GeoJSON: points, and the middle of what is wider", () => {
    expect(taken("geojson", features)).toMatchObject([
      {
        uid: "f1",
        title: "Pulizia del parco",
        comune: { name: "Prato" },
        point: { lat: 43.88, lon: 11.09 },
        themes: ["environment"],
        dates: [{ startsAt: "2027-03-20T08:00:00.000Z", endsAt: "2027-03-20T11:00:00.000Z" }],
      },
      { uid: "f2", title: "Passeggiata lungo l'Arno", point: { lat: 43.715, lon: 10.4 } },
    ]);
    expect(refused("geojson", features)).toEqual({ "Sagra a Roma": ["elsewhere"], f4: ["title_missing"] });
  });

  it("API Engagement: missions go on until they end, or without an end", () => {
    const [orto, scuola] = taken("engagement", missions);
    expect(orto).toMatchObject({
      uid: "m-1",
      publisher: "Orti Insieme ODV",
      comune: { name: "Pistoia" },
      themes: ["environment"],
      minimumAge: 16,
      summary: "Curare l'orto & insegnare a chi arriva.",
    });
    expect(orto!.dates).toHaveLength(13);
    expect(scuola).toMatchObject({ comune: { name: "Livorno" }, themes: ["school"], minimumAge: 18 });
    expect(refused("engagement", missions)).toEqual({ "Solo da casa": ["online_only"] });
  });

  it("Gancio: seconds, the place's address, the page under its slug", () => {
    const [cena] = taken("gancio", gancioEvents, { address: "https://gancio.example/api/events" });
    expect(cena).toMatchObject({
      uid: "12",
      title: "Cena sociale",
      url: "https://gancio.example/event/cena-sociale",
      comune: { name: "Firenze" },
      venue: "Casa del Popolo",
      dates: [{ startsAt: "2027-03-12T19:00:00.000Z", endsAt: "2027-03-12T21:00:00.000Z" }],
    });
    expect(cena!.themes).toContain("food");
  });

  it.each([
    ["deep", "[".repeat(10_000) + "]".repeat(10_000)],
    ["deep, though a text in it is not", `["[[[[",${'{"a":'.repeat(70)}1${"}".repeat(70)}]`],
    ["cut off", '[{"id": 1'],
    ["no list", '{"a": 1}'],
    ["many", `[${"{},".repeat(mostItems)}{}]`],
  ])("JSON that is %s is refused", (_, text) => expect(() => read("gancio", text)).toThrow("feed_unreadable"));

  it("a document of anything at all breaks nothing, and nothing of it is taken for more than text", () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))), (items) => {
        for (const format of ["geojson", "engagement", "gancio"] as const)
          for (const { item, refused } of read(format, JSON.stringify({ features: items, data: items, events: items })))
            expect(item ?? refused).toBeDefined();
      }),
    );
    const hostile = JSON.stringify([
      {
        id: { a: 1 },
        title: "<img src=x onerror=alert(1)>Ciao\u202e\u0000",
        slug: "s",
        start_datetime: 1804878000,
        place: { address: "Pisa", latitude: "x" },
        __proto__: { polluted: 1 },
      },
    ]);
    expect(refused("gancio", hostile)).toEqual({ Ciao: ["uid_missing"] });
    expect(
      taken("gancio", JSON.stringify([{ id: 1, title: "Ciao", slug: "s", start_datetime: 1804878000, place: { address: "Pisa" } }]), {
        mapping: { ...formats.gancio.defaults, fields: { ...formats.gancio.defaults.fields, url: "javascript:alert({id})" } },
      }),
    ).toEqual([]);
  });

  it("the same code twice counts once", () => {
    const one = { id: 1, title: "Uno", slug: "s", start_datetime: 1804878000, place: { address: "Pisa" } };
    const text = JSON.stringify([one, { ...one, title: "Due" }]);
    expect(taken("gancio", text).map(({ title }) => title)).toEqual(["Uno"]);
    expect(refused("gancio", text)).toEqual({ Due: ["twice_in_feed"] });
  });
});

describe("a source", () => {
  const values = { a: "x", b: { c: 7 }, d: ["p", "q"], e: "", n: null };
  it.each([
    ["{a}", "x"],
    ["{b.c}", "7"],
    ["{d}", "p, q"],
    ["{d.1}", "q"],
    ["{e|n|a}", "x"],
    ["in {a}, {b.c}", "in x, 7"],
    ["{@origin}/{a}", "https://o.example/x"],
    ["constant", "constant"],
    ["{a} {zzz}", ""],
    ["{b}", ""],
    ["{constructor.name}", ""],
    ["{__proto__}", ""],
  ])("%s", (source, expected) => expect(filled(source, values, "https://o.example")).toBe(expected));
});

describe("themes", () => {
  const event = (tags: string[], title = "Incontro") =>
    JSON.stringify([{ id: 1, title, slug: "s", start_datetime: 1804878000, tags, place: { address: "Pisa" } }]);
  const mapping = {
    ...formats.gancio.defaults,
    themes: [
      { words: "orto sociale, verde", theme: "environment" as const },
      { words: "L2", theme: "italian" as const },
    ],
  };
  it("are the administrator's words first, else what the text speaks of", () => {
    expect(taken("gancio", event(["Orto sociale"]), { mapping })[0]!.themes).toEqual(["environment"]);
    expect(taken("gancio", event(["l2", "verde"]), { mapping })[0]!.themes).toEqual(["environment", "italian"]);
    expect(taken("gancio", event([], "Torneo di calcio"), { mapping })[0]!.themes).toEqual(["sport"]);
    expect(taken("gancio", event([], "Incontro"), { mapping })[0]!.themes).toEqual([]);
  });
});

describe("where", () => {
  const at = (name: string, more: Partial<Parameters<typeof placeOf>[0]> = {}) => {
    const place = placeOf({ name, postcode: "", lat: "", lon: "", ...more });
    return typeof place === "string" ? place : place.comune.name;
  };
  it.each([
    ["Firenze", {}, "Firenze"],
    ["FIRENZE (FI)", {}, "Firenze"],
    ["Biblioteca, Via Roma 3, 50053 Empoli", {}, "Empoli"],
    ["Via Pisa 3, Lucca", {}, "Lucca"],
    ["", { postcode: "59100" }, "Prato"],
    ["Via Garibaldi 1, 57125", {}, "Livorno"],
    ["", { lat: "43.8777", lon: "11.0955" }, "Prato"],
    ["Pisa", { lat: "43.7165", lon: "10.4017" }, "Pisa"],
    ["Pisa", { lat: "0", lon: "0" }, "Pisa"],
    ["Pisa", { lat: "43.7731", lon: "11.2560" }, "Firenze"],
    ["Pisa", { lat: "41.9", lon: "12.5" }, "elsewhere"],
    ["Milano", {}, "comune_unknown"],
    ["", { postcode: "20121" }, "elsewhere"],
    ["", { postcode: "50032" }, "comune_unknown"],
    ["", {}, "comune_unknown"],
  ] as const)("%s %o: %s", (name, more, expected) => expect(at(name, more)).toBe(expected));
});

it("a name made to be tried in every way is not", () => {
  const began = performance.now();
  for (const name of [".".repeat(60), "a.".repeat(30), `${"s.".repeat(20)} giuliano`, " ".repeat(300), "(".repeat(300), "via ".repeat(75)])
    expect(placeOf({ name, postcode: "", lat: "", lon: "" })).toBe("comune_unknown");
  expect(performance.now() - began).toBeLessThan(1000);
});

describe("when", () => {
  it.each([
    ["1804878000", "", "2027-03-12T19:00:00.000Z", "2027-03-12T21:00:00.000Z"],
    ["1804878000000", "1804885200", "2027-03-12T19:00:00.000Z", "2027-03-12T21:00:00.000Z"],
    ["2027-03-06T15:00", "2027-03-06T18:00", "2027-03-06T14:00:00.000Z", "2027-03-06T17:00:00.000Z"],
    ["2027-07-06 15:00:00", "", "2027-07-06T13:00:00.000Z", "2027-07-06T15:00:00.000Z"],
    ["2027-03-06T15:00:00+05:00", "", "2027-03-06T10:00:00.000Z", "2027-03-06T12:00:00.000Z"],
    ["2027-03-06", "", "2027-03-05T23:00:00.000Z", "2027-03-06T23:00:00.000Z"],
    ["2027-03-06", "2027-03-08", "2027-03-05T23:00:00.000Z", "2027-03-08T23:00:00.000Z"],
    ["6/3/2027 15:00", "", "2027-03-06T14:00:00.000Z", "2027-03-06T16:00:00.000Z"],
  ])("%s – %s", (start, end, startsAt, endsAt) => expect(intervalOf(start, end, false)).toEqual({ startsAt, endsAt }));

  it.each([
    ["", "when_missing"],
    ["domani", "when_unread"],
    ["2027-02-30", "when_unread"],
    ["2027-13-01T10:00", "when_unread"],
    ["99999999999999", "when_unread"],
  ])("%s: %s", (start, code) => expect(intervalOf(start, "", false)).toBe(code));
  it("an end before its beginning is not understood", () =>
    expect(intervalOf("2027-03-06T15:00", "2027-03-06T14:00", false)).toBe("when_unread"));

  it("what goes on is there each of the coming days, until its end", () => {
    const dates = toCome([{ startsAt: "2027-01-10T08:30:00.000Z", endsAt: "2027-03-05T08:30:00.000Z" }], now);
    expect(dates.map(({ startsAt }) => startsAt)).toEqual([
      "2027-03-02T08:30:00.000Z",
      "2027-03-03T08:30:00.000Z",
      "2027-03-04T08:30:00.000Z",
    ]);
  });
});

describe("how alike", () => {
  const listing = (title: string, more: Partial<Comparable> = {}): Comparable => ({
    title,
    comune: "048017",
    addressHidden: false,
    point: { lat: 43.7713, lon: 11.2603 },
    slots: [{ startsAt: "2027-03-06T15:00:00.000Z", endsAt: "2027-03-06T17:00:00.000Z" }],
    ...more,
  });
  const corso = listing("Corso di italiano per donne");
  const moved = (minutes: number) => [
    { startsAt: new Date(Date.parse("2027-03-06T15:00:00.000Z") + minutes * 60_000).toISOString(), endsAt: "2027-03-06T19:00:00.000Z" },
  ];

  it.each([
    ["the same words in another order and case", listing("PER DONNE: corso di Italiano")],
    ["a letter amiss", listing("Corso di itagliano per donne")],
    ["half an hour later, a street away", listing("Corso italiano per donne", { slots: moved(30), point: { lat: 43.7723, lon: 11.2613 } })],
    ["one of many dates", listing("Corso di italiano per donne", { slots: [...moved(0), ...moved(10_080)] })],
    [
      "a hidden address in the same Comune",
      listing("Corso di italiano per donne", { addressHidden: true, point: { lat: 43.8, lon: 11.2 } }),
    ],
  ])("%s: shown", (_, other) => expect(likeness(corso, other).score).toBeGreaterThanOrEqual(alike));

  it.each([
    ["another title there and then", listing("Torneo di calcetto")],
    [
      "the same title in another town",
      listing("Corso di italiano per donne", { point: { lat: 43.7165, lon: 10.4017 }, slots: moved(1440) }),
    ],
    ["the same title a week later", listing("Corso di italiano per uomini", { slots: moved(10_080) })],
  ])("%s: not shown", (_, other) => expect(likeness(corso, other).score).toBeLessThan(alike));

  it("is the same both ways, between 0 and 1, and 1 with itself", () => {
    const some = fc.record({
      title: fc.string({ maxLength: 40 }),
      addressHidden: fc.boolean(),
      comune: fc.constantFrom("048017", "050026"),
      point: fc.record({ lat: fc.double({ min: 42.5, max: 44, noNaN: true }), lon: fc.double({ min: 10, max: 12, noNaN: true }) }),
      slots: fc.array(
        fc.integer({ min: 0, max: 40 }).map((n) => moved(n * 720)[0]!),
        { minLength: 1, maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const there = likeness(a, b);
        expect(there).toEqual(likeness(b, a));
        expect(there.score).toBeGreaterThanOrEqual(0);
        expect(there.score).toBeLessThanOrEqual(1);
        if (!a.addressHidden) expect(likeness(a, a).score).toBe(1);
      }),
    );
  });
});

describe("a feed", () => {
  // By hand, not from the table under test.
  const allowed = new Set([
    "activate draft active",
    "activate paused active",
    "pause active paused",
    "pause quarantined paused",
    "withdraw active draft",
    "withdraw paused draft",
    "withdraw quarantined draft",
    "quarantine active quarantined",
    "recover quarantined active",
  ]);
  it.each(
    (Object.keys(moves) as (keyof typeof moves)[]).flatMap((move) =>
      (["draft", "active", "paused", "quarantined"] as FeedState[]).map((state) => [move, state] as const),
    ),
  )("%s from %s", (move, state) => {
    const attempt = () => decide(feed("gancio", { state }), move);
    const to = [...allowed].find((one) => one.startsWith(`${move} ${state} `))?.split(" ")[2];
    if (to) expect(attempt()).toMatchObject({ state: to, version: 2 });
    else expect(attempt).toThrow("wrong_state");
  });

  it("has its format's mapping where none is written, and needs a code and a title", () => {
    const { id: _, version: __, state: ___, createdAt: ____, mapping, ...draft } = feed("gancio");
    expect(drawn(draft).mapping).toEqual(mapping);
    expect(() => drawn({ ...draft, mapping: { fields: { title: "{title}" }, themes: [] } })).toThrow(
      expect.objectContaining({ errors: [{ field: "mapping.fields.uid", code: "required" }] }),
    );
  });

  it("gives the same id to the same code, another to every other, each in the shape of ids", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(v.parse(ExternalId, externalId(feedId, a))).toBe(externalId(feedId, a));
        if (a !== b) expect(externalId(feedId, a)).not.toBe(externalId(feedId, b));
      }),
    );
  });
});

describe("a reading against what is known", () => {
  const events = (ids: readonly number[], title = (n: number) => `Evento ${n}`) =>
    read(
      "gancio",
      JSON.stringify(
        ids.map((id) => ({ id, title: title(id), slug: `e${id}`, start_datetime: 1804878000 + id, place: { address: "Pisa" } })),
      ),
    );
  const knownOf = (reads: ReturnType<typeof events>, more: Partial<Known> = {}): Known[] =>
    reads.flatMap(({ item }) => {
      if (!item) return [];
      const { id, startsAt, external } = listingOf({ id: feedId, publisher: "" }, item, 1, now.toISOString());
      const { uid, title, prints, dates } = item;
      return [
        {
          id: id as Known["id"],
          uid,
          title,
          url: external!.url,
          prints,
          startsAt,
          until: dates.at(-1)!.endsAt,
          since: "",
          hidden: false,
          different: [],
          ...more,
        },
      ];
    });
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

  it("tells new, changed, same and gone apart, and what has changed", () => {
    const plan = compare(
      events([2, 3, 4], (n) => (n === 3 ? "Un altro titolo" : `Evento ${n}`)),
      knownOf(events([1, 2, 3])),
      now,
    );
    expect(plan.counts).toEqual({ new: 1, changed: 1, same: 1, gone: 1, refused: 0 });
    expect(plan.steps.find(({ outcome }) => outcome === "changed")).toMatchObject({ changed: ["title"] });
  });

  it.each([
    ["empty, of one", 1, 0, true],
    ["empty, of many", 40, 0, true],
    ["one of nine stays: too few to say", 9, 1, false],
    ["five of ten stay: half", 10, 5, false],
    ["four of ten stay", 10, 4, true],
    ["nothing known, nothing found", 0, 0, false],
  ])("shrinks: %s", (_, before, after, shrinks) =>
    expect(compare(events(upTo(after)), knownOf(events(upTo(before))), now).shrunk !== null).toBe(shrinks),
  );

  it("what is over went by itself", () => {
    const over = knownOf(events(upTo(20)), { until: "2027-02-01T00:00:00.000Z" });
    expect(compare(events([]), over, now)).toMatchObject({ shrunk: null, counts: { gone: 20 } });
  });

  it("what staff hid is remembered while the feed loses sight of it", () => {
    expect(compare(events([]), knownOf(events([1]), { hidden: true }), now).steps).toEqual([]);
  });
});
