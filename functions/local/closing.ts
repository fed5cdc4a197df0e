/** What was started and how to end it: last started, first ended. */
export type Closing = {
  /** Registers an end. After the end has begun, ends it at once: what an interrupted start still brings up goes down again. */
  readonly add: (end: () => unknown) => void;
  /** Ends everything once; at most `patience` milliseconds. */
  readonly end: () => Promise<void>;
  readonly ending: () => boolean;
};

const patience = 6000;

export function closing(): Closing {
  const ends: (() => unknown)[] = [];
  let done: Promise<void> | undefined;
  const safely = async (end: () => unknown) => {
    try {
      await end();
    } catch {
      // What is already gone need not be ended.
    }
  };
  const all = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await safely(end);
  };
  return {
    add(end) {
      if (done) void safely(end);
      else ends.push(end);
    },
    end: () => (done ??= Promise.race([all(), new Promise<void>((resolve) => setTimeout(resolve, patience).unref())])),
    ending: () => done !== undefined,
  };
}
