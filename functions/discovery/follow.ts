import type { Change } from "../foundation/change.ts";
import type { Context } from "../foundation/context.ts";
import type { Following } from "../foundation/follow.ts";
import type { Id } from "../foundation/ids.ts";
import type { Opportunity } from "../opportunities/contract.ts";
import { opportunityTold, shiftTold } from "../opportunities/store.ts";
import type { Hours } from "../participation/contract.ts";
import { hoursTold, type SignUpItem, signUpTold } from "../participation/store.ts";
import { comuneOf } from "../territory/rules.ts";
import { type DrawingStores, relist } from "./service.ts";
import type { Scope } from "./store.ts";

type Stores = DrawingStores;

const ctxOf = ({ now, secret, stores }: Following<Stores>): Context<Stores> => ({
  actor: null,
  now,
  locale: "it",
  requestId: "stream",
  secret,
  stores,
});

/** The search picture of an opportunity, when it or one of its shifts changed. */
export async function drawListing(following: Following<Stores>, changes: readonly Change[]): Promise<void> {
  const ids = changes.map((change) => opportunityTold(change)?.after.id ?? shiftTold(change)?.after.opportunity);
  for (const id of new Set(ids)) if (id) await relist(ctxOf(following), id);
}

/** The counters follow from every opportunity, sign-up and entry of hours. */
export async function followDiscovery(following: Following<Stores>, change: Change): Promise<void> {
  const opportunity = opportunityTold(change);
  if (opportunity) await countOpportunity(following, opportunity.after);
  const signUp = signUpTold(change);
  if (signUp) await countSignUp(following, signUp.after);
  const hours = hoursTold(change);
  if (hours) await countHours(following, hours.after);
}

async function countOpportunity({ stores }: Following<Stores>, { id, project, publishedAt }: Opportunity): Promise<void> {
  if (publishedAt) await stores.discovery.countOnce(`${id} published`, { opportunities: 1 }, ["ALL", `PRJ#${project}`]);
}

/** Everything of a sign-up is counted where its opportunity is: in its project and in the zone of its Comune. */
async function scopesOf({ stores }: Following<Stores>, id: Id<"opp">): Promise<Scope[]> {
  const opportunity = await stores.opportunities.get(id);
  if (!opportunity) return [];
  const zone = comuneOf(opportunity.place.comune)?.zone;
  return ["ALL", `PRJ#${opportunity.project}`, ...(zone ? [`ZONE#${zone}` as const] : [])];
}

async function countSignUp(following: Following<Stores>, { shift, opportunity, person, state, version }: SignUpItem): Promise<void> {
  const { discovery } = following.stores;
  if (version > 1 && state !== "attended") return;
  const scopes = await scopesOf(following, opportunity);
  await discovery.countOnce(`${shift} ${person} signed up`, { signUps: 1 }, scopes);
  if (state !== "attended") return;
  await discovery.countOnce(`${shift} ${person} attended`, { attended: 1 }, scopes);
  for (const scope of scopes) await discovery.countOnce(`${scope} ${person} took part`, { people: 1 }, [scope]);
}

async function countHours(following: Following<Stores>, { shift, opportunity, person, state, minutes }: Hours): Promise<void> {
  if (state !== "confirmed") return;
  await following.stores.discovery.countOnce(
    `${shift} ${person} hours`,
    { confirmedMinutes: minutes },
    await scopesOf(following, opportunity),
  );
}
