import fc from "fast-check";
import postcss from "postcss";
import { describe, expect, it } from "vitest";
import { comuni } from "../../functions/territory/comuni.ts";
import { allComuni } from "../../functions/territory/rules.ts";
import { clustersOf, inseparable, type Mark } from "../../web/map/clusters.ts";
import { provinces } from "../../functions/territory/outlines.ts";
import { bounds, intoTuscany } from "../../web/map/tuscany.ts";
import { comuneMeant } from "../../web/parts/comuneNames.ts";
import { narrowed, questionOf, searchOf, toggled, wishOf } from "../../web/parts/wish.ts";
import { logical } from "../../web/styles/logical.ts";

describe("left and right become start and end", () => {
  const turned = (css: string) => postcss([logical()]).process(css, { from: undefined }).css;
  it.each([
    ["a { margin-left: 1px }", "a { margin-inline-start: 1px }"],
    ["a { padding: 1px 2px 3px 4px }", "a { padding-block: 1px 3px; padding-inline: 4px 2px }"],
    ["a { margin: 0 auto 0 auto }", "a { margin: 0 auto 0 auto }"],
    [
      "a { padding: 1px calc(2px + (1px * 2)) 3px 0 !important }",
      "a { padding-block: 1px 3px !important; padding-inline: 0 calc(2px + (1px * 2)) !important }",
    ],
    ["a { text-align: right; float: left }", "a { text-align: end; float: inline-start }"],
    ["a { border-top-left-radius: 2px; right: 0 }", "a { border-start-start-radius: 2px; inset-inline-end: 0 }"],
    [".leaflet-left { left: 0 }", ".leaflet-left { left: 0 }"],
  ])("%s", (from, to) => expect(turned(from)).toBe(to));
});

describe("the ground of the map", () => {
  it("holds the ten provinces inside its bounds", () => {
    expect(provinces.map(({ code }) => code).toSorted()).toEqual([...new Set(comuni.map(([, , province]) => province))].toSorted());
    const [[south, west], [north, east]] = bounds as [[number, number], [number, number]];
    for (const [lat, lon] of provinces.flatMap(({ rings }) => rings).flat())
      expect(lat > south && lat < north && lon > west && lon < east).toBe(true);
  });

  it("leaves the pin of every Comune where it is, harbours too", () => {
    expect(allComuni.filter(({ point }) => intoTuscany(point) !== point)).toEqual([]);
  });

  it("does not let a pin out to sea, to Bologna or to Rome", () => {
    for (const point of [
      { lat: 43.2, lon: 9.9 },
      { lat: 44.49, lon: 11.34 },
      { lat: 41.9, lon: 12.5 },
    ])
      expect(intoTuscany(point)).not.toEqual(point);
  });

  it("brings any pin of the world to Tuscany, and leaves it there", () => {
    fc.assert(
      fc.property(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }), (lat, lon) => {
        const inside = intoTuscany({ lat, lon });
        expect(inside.lat).toBeGreaterThan(42);
        expect(inside.lat).toBeLessThan(44.6);
        expect(inside.lon).toBeGreaterThan(9.6);
        expect(inside.lon).toBeLessThan(12.5);
      }),
      { numRuns: 50 },
    );
  });
});

describe("clusters", () => {
  const mark = fc.record({
    id: fc.uuid(),
    lat: fc.double({ min: 42, max: 44, noNaN: true }),
    lon: fc.double({ min: 10, max: 12, noNaN: true }),
    title: fc.constant("x"),
  });
  const place = ({ lat, lon }: Mark) => ({ x: lon * 100, y: lat * 100 });

  it("hold every mark once, and none stands within reach of another cluster's first", () => {
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 60 }), (marks) => {
        const clusters = clustersOf(marks, place, 40);
        expect(
          clusters
            .flatMap((cluster) => cluster.marks)
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(marks.map(({ id }) => id).toSorted());
        const spots = clusters.map(({ lat, lon }) => ({ x: lon * 100, y: lat * 100 }));
        spots.forEach((a, i) => spots.slice(i + 1).forEach((b) => expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(40)));
      }),
    );
  });

  it("of one point are inseparable", () => {
    const at = (id: string, lat: number): Mark => ({ id, lat, lon: 11, title: id });
    expect(inseparable({ marks: [at("a", 43), at("b", 43.00005)], lat: 43, lon: 11 })).toBe(true);
    expect(inseparable({ marks: [at("a", 43), at("b", 43.01)], lat: 43, lon: 11 })).toBe(false);
  });
});

describe("a Comune as typed", () => {
  it.each([
    ["Firenze", "048017"],
    ["firenze ", "048017"],
    ["CAMPO NELL’ELBA", "049003"],
    ["campo nell elba", "049003"],
    ["Sesto F", "048043"],
    ["048017", "048017"],
  ])("%s", (typed, code) => expect(comuneMeant(allComuni, typed)?.code).toBe(code));

  it.each(["", "   ", "San", "Roma", "x".repeat(500)])("%s names none, or more than one", (typed) => {
    expect(comuneMeant(allComuni, typed)).toBeUndefined();
  });

  it("every Comune is meant by its own name", () => {
    expect(allComuni.filter((comune) => comuneMeant(allComuni, comune.name)?.code !== comune.code)).toEqual([]);
  });
});

describe("what is looked for, in the address", () => {
  it("comes back as it went", () => {
    const wish = {
      q: "corso, italiano & più",
      place: "Campo nell'Elba",
      within: 20,
      theme: ["food", "sport"],
      language: ["ar", "wo"],
      access: ["step_free"],
      day: ["sat", "sun"],
      time: ["evening"],
      from: "2027-03-01",
      to: "2027-03-31",
      skills: "cucina",
      minors: true,
      free: true,
      zone: "Pratese",
      sort: "date",
    } as const;
    expect(wishOf(searchOf(wish))).toEqual({ ...wish, theme: ["sport", "food"] });
  });

  it("several of a filter may stand apart, as a form without script sends them", () => {
    expect(wishOf("?theme=food&theme=sport&day=sat")).toEqual({ theme: ["sport", "food"], day: ["sat"] });
  });

  it("has one order, and is read aloud easily: commas stay", () => {
    expect(searchOf({ day: ["sat"], theme: ["food", "sport"] })).toBe("?theme=sport,food&day=sat");
  });

  it("a chosen value is taken off again", () => {
    expect(toggled(["food", "sport"], "food")).toEqual(["sport"]);
    expect(toggled(undefined, "food")).toEqual(["food"]);
  });

  it("counts what narrows unseen: words, place, themes and order do not, a distance only from somewhere", () => {
    expect(narrowed({ q: "orto", place: "Prato", sort: "date" })).toBe(0);
    expect(narrowed({ place: "Prato", within: 20, theme: ["food"], free: true })).toBe(2);
    expect(narrowed({ within: 20 })).toBe(0);
  });

  it("becomes a question: the Comune by its code, near me with the usual reach", () => {
    expect(questionOf({ place: "Prato", within: 20, theme: ["food", "sport"], free: true }, "100005")).toEqual({
      comune: "100005",
      within: "20",
      theme: "food,sport",
      free: "true",
    });
    expect(questionOf({ lat: "43.7", lon: "11.2" }, undefined)).toEqual({ lat: "43.7", lon: "11.2", within: "10" });
  });

  it("what makes no sense is left out", () => {
    expect(wishOf("?theme=nonsense&language=klingon&from=tomorrow&within=-3&lat=91x&lon=11&place=%20")).toEqual({});
  });

  it("a change goes back to the first page", () => {
    expect(searchOf({ theme: ["food"], cursor: "abc" }, { theme: ["sport"] })).toBe("?theme=sport");
    expect(searchOf({ theme: ["food"] }, { theme: undefined })).toBe("");
  });

  it("no address breaks it", () => {
    const settles = (query: string) => {
      const once = wishOf(searchOf(wishOf(query)));
      expect(wishOf(searchOf(once))).toEqual(once);
    };
    const names = fc.constantFrom(
      "q",
      "day",
      "free",
      "sort",
      "place",
      "lat",
      "lon",
      "within",
      "theme",
      "language",
      "from",
      "to",
      "cursor",
      "else",
    );
    fc.assert(fc.property(fc.array(fc.tuple(names, fc.string())), (pairs) => settles(new URLSearchParams(pairs).toString())));
    fc.assert(fc.property(fc.string(), settles));
  });
});
