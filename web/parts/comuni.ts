import { query } from "@solidjs/router";
import type { Comune } from "../../functions/territory/contract.ts";
import { answer, api } from "../client.ts";

/** The 273 Comuni; the browser keeps the answer for a day. */
export const fetchComuni = async (): Promise<Comune[]> => (await answer(api.comuni.$get())).items;

/** The same for what a page shows. On a public page the whole table then travels in the document: 6 KB compressed. */
export const allComuni = query(fetchComuni, "comuni");
