import { query } from "@solidjs/router";
import { answer, api } from "../client.ts";

/** What the pages of feeds read; after a write: `revalidate(feedFile.key)`. `readFeed` asks anew without the page noticing. */
export const allFeeds = query(async () => (await answer(api.feeds.$get())).items, "all-feeds");
export const readFeed = (id: string) => answer(api.feeds[":id"].$get({ param: { id } }));
export const feedFile = query(readFeed, "feed-file");
export const mappings = query(() => answer(api.feeds.mappings.$get()), "feed-mappings");
