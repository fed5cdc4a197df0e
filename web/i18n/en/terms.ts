import { plural } from "../format.ts";
import type it from "../it/terms.ts";

export default {
  themes: {
    italian: "Italian",
    school: "School",
    family: "Families",
    women: "Women",
    young: "Young people",
    elderly: "Older people",
    culture: "Culture",
    sport: "Sport",
    environment: "Environment",
    food: "Food",
    health: "Health",
    rights: "Rights",
    work: "Work",
    digital: "Digital",
  },
  access: {
    step_free: "Step-free",
    accessible_toilet: "Accessible toilet",
    parking: "Reserved parking",
    public_transport: "Near public transport",
    sign_language: "Sign language",
    quiet_space: "Quiet space",
    childcare: "Space for children",
  },
  elsewhere: "On another site",
  left: (n) => plural("en", n, { one: "# place left", other: "# places left" }),
  full: "Full: waiting list",
  dates: (n) => plural("en", n, { one: "One more date", other: "# more dates" }),
  minimumAge: (n) => `From age ${n}`,
} satisfies typeof it;
