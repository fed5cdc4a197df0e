import type it from "../it/about.ts";

export default { title: "Try", description: "Try" } satisfies typeof it;
