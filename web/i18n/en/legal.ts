import type it from "../it/legal.ts";

export default { title: "Try", description: "Try" } satisfies typeof it;
