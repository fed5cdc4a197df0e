import type it from "../it/find.ts";

export default { title: "Try", description: "Try" } satisfies typeof it;
