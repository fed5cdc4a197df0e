/** A line of the log: a coded constant and ids, never a name, address, e-mail or free text. JSON, as CloudWatch reads it. */
export type Fact = Readonly<Record<string, string | number | boolean | undefined>>;

const levels = ["info", "warn", "error"] as const;
/** `LOG_LEVEL` says from which level on lines are written: all, unless it is set. */
const lowest = levels.indexOf((process.env["LOG_LEVEL"] ?? "info") as "info");

export const log = (level: "info" | "warn" | "error", code: string, facts: Fact = {}): void => {
  if (levels.indexOf(level) >= lowest) console[level](JSON.stringify({ level, code, at: new Date().toISOString(), ...facts }));
};

/** What may be logged of an error: its name and where it was thrown, not its message, which may quote what a person typed. */
export const traceOf = (error: unknown): Fact =>
  error instanceof Error
    ? { error: error.name, trace: error.stack?.split("\n").slice(1, 6).join(" ").replace(/\s+/g, " ") }
    : { error: typeof error };
