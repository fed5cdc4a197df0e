import type it from "../it/account.ts";

export default { title: "Try", description: "Try" } satisfies typeof it;
