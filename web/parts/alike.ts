import type { PublicOpportunity } from "../../functions/opportunities/contract.ts";
import { usualReach, type Wish } from "./wish.ts";

/** “Something like this near me”: any of its themes, around its Comune. */
export const alike = ({ themes, place }: Pick<PublicOpportunity, "themes" | "place">): Wish => ({
  theme: themes,
  place: place.comuneName,
  within: usualReach,
});
