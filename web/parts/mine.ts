import { query } from "@solidjs/router";
import { answer, api } from "../client.ts";

/** What belongs to one person, kept under their id: whoever signs in next on this device asks anew. Only for private pages. */
export const mySignUps = query((_person: string) => answer(api.me["sign-ups"].$get()), "my-sign-ups");
export const myRecord = query((_person: string) => answer(api.me.record.$get()), "my-record");
