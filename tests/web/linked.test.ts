import { describe, expect, it } from "vitest";
import type { PublicOpportunity, PublicShift } from "../../functions/opportunities/contract.ts";
import { instantOf } from "../../functions/foundation/time.ts";
import { eventOf, organisationOf } from "../../web/linked.ts";
import { numbered } from "../setup/listings.ts";

const site = { origin: "https://insieme.example.org", locale: "it" as const };
const at = "2027-03-01T09:00:00.000Z";
const shift = (day: string, more: Partial<PublicShift> = {}): PublicShift => ({
  id: numbered("shf", Number(day.replaceAll("-", ""))),
  state: "open",
  startsAt: instantOf(`${day}T15:00`),
  endsAt: instantOf(`${day}T18:00`),
  places: 10,
  left: 4,
  waiting: 0,
  ...more,
});
const opportunity = (more: Partial<PublicOpportunity> = {}): PublicOpportunity => ({
  id: numbered("opp", 1),
  state: "published",
  project: numbered("prj", 1),
  projectTitle: "Compiti insieme",
  body: numbered("bod", 1),
  bodyName: "Teranga",
  title: `Tè & "chiacchiere" </script>`,
  description: "Si sta insieme.",
  themes: ["school"],
  place: {
    comune: "050026",
    comuneName: "Pisa",
    name: "Biblioteca",
    address: "Via Roma 12",
    point: { lat: 43.7, lon: 10.4 },
    addressHidden: false,
  },
  languages: ["it", "ar"],
  minimumAge: 16,
  access: [],
  insured: true,
  shifts: [shift("2027-03-20"), shift("2027-03-27"), shift("2027-04-03", { left: 0 })],
  ...more,
});

describe("an opportunity as an event", () => {
  it("says where, when on the clocks of Italy, and how many places are left", () => {
    const event = eventOf(opportunity(), at, site);
    expect(event).toMatchObject({
      "@type": "Event",
      url: `${site.origin}/opportunita/${opportunity().id}`,
      eventStatus: "https://schema.org/EventScheduled",
      startDate: "2027-03-20T15:00:00+01:00",
      endDate: "2027-04-03T18:00:00+02:00",
      location: { name: "Biblioteca", address: { streetAddress: "Via Roma 12", addressLocality: "Pisa" }, geo: { latitude: 43.7 } },
      offers: { price: 0, availability: "https://schema.org/InStock" },
      isAccessibleForFree: true,
      remainingAttendeeCapacity: 8,
      inLanguage: ["it", "ar"],
      typicalAgeRange: "16-",
    });
    expect(event["subEvent"]).toMatchObject([
      { remainingAttendeeCapacity: 4 },
      {},
      { remainingAttendeeCapacity: 0, startDate: "2027-04-03T15:00:00+02:00" },
    ]);
  });

  it("tells regular dates as a rule, over the change of clocks, and others not", () => {
    expect(eventOf(opportunity(), at, site)["eventSchedule"]).toMatchObject({ repeatFrequency: "P7D", repeatCount: 3, startTime: "15:00" });
    const odd = opportunity({ shifts: [shift("2027-03-20"), shift("2027-03-27"), shift("2027-04-04")] });
    expect(eventOf(odd, at, site)).not.toHaveProperty("eventSchedule");
    expect(eventOf(opportunity({ shifts: [shift("2027-03-20")] }), at, site)).not.toHaveProperty("eventSchedule");
  });

  it("is cancelled as a whole, or in one of its dates", () => {
    const called = "https://schema.org/EventCancelled";
    expect(eventOf(opportunity({ state: "cancelled" }), at, site)).toMatchObject({
      eventStatus: called,
      offers: { availability: "https://schema.org/SoldOut" },
    });
    const one = eventOf(opportunity({ shifts: [shift("2027-03-20", { state: "cancelled", left: 0 }), shift("2027-03-27")] }), at, site);
    expect(one).toMatchObject({ eventStatus: "https://schema.org/EventScheduled", startDate: "2027-03-27T15:00:00+01:00" });
    expect(one["subEvent"]).toMatchObject([{ eventStatus: called }, {}]);
  });

  it("gives no point where the address is for those who take part", () => {
    const place = { comune: "050026", comuneName: "Pisa", point: { lat: 43.7, lon: 10.4 }, addressHidden: true };
    expect(JSON.stringify(eventOf(opportunity({ place }), at, site))).not.toMatch(/geo|43\.7|streetAddress/);
  });
});

it("a body is an organisation of its kind", () => {
  const body = {
    id: numbered("bod", 1),
    kind: "comune" as const,
    name: "Comune di Pisa",
    comune: "050026",
    email: "info@pisa.example",
    website: "https://pisa.example",
  };
  expect(organisationOf(body, "Pisa", site)).toMatchObject({
    "@type": "GovernmentOrganization",
    url: `${site.origin}/enti/bod_${"1".padStart(26, "0")}`,
    sameAs: ["https://pisa.example"],
    address: { addressLocality: "Pisa" },
  });
});
