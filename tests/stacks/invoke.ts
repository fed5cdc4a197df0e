import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

/** `node tests/stacks/invoke.ts bundle.mjs < event.json`: loads a bundle as Lambda does, hands it the event and prints the answer as the last line. */
const { handler } = (await import(pathToFileURL(process.argv[2]!).href)) as { handler: (event: unknown) => Promise<unknown> };
const answer = await handler(JSON.parse(await text(process.stdin)));
process.stdout.write(`\n${JSON.stringify(answer ?? null)}`, () => process.exit());
