import { type DrawingStores, drawn } from "../discovery/service.ts";
import { listingTold } from "../discovery/store.ts";
import type { Change } from "../foundation/change.ts";
import type { Following } from "../foundation/follow.ts";
import { previewKey } from "./addresses.ts";
import { picturedOf } from "./rules.ts";

type Told = NonNullable<ReturnType<typeof listingTold>>["after"];
const shown = (listing: Told | undefined): string => (listing?.title ? JSON.stringify(listing) : "");

/**
 * The picture of a link, when what it shows changes: not with every sign-up. From what the table says now, so that it is the same
 * however often it is done. What is gone keeps its picture, for links to it are still passed on.
 */
export async function drawPreview(following: Following<DrawingStores>, changes: readonly Change[]): Promise<void> {
  const { storage, now, secret, stores } = following;
  const told = changes.flatMap((change) => listingTold(change) ?? []);
  const id = told.at(-1)?.after.id;
  if (!storage || !id?.startsWith("opp_")) return;
  if (!told.some(({ before, after }) => shown(after) && shown(after) !== shown(before))) return;
  const ctx = { actor: null, now, locale: "it", requestId: "stream", secret, stores } as const;
  const listing = (await drawn(ctx, id as Parameters<typeof drawn>[1]))?.listing;
  if (!listing) return;
  // Loaded when something is drawn: fonts and shaping are more than all the rest.
  const { previewOf } = await import("./preview/picture.ts");
  await storage.put(previewKey(id), await previewOf(picturedOf(listing)), { type: "image/png", cache: "public, max-age=300" });
}
