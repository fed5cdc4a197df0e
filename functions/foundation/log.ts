/** A line of the log: a coded constant and ids, never a name, address, e-mail or free text. JSON, as CloudWatch reads it. */
export type Fact = Readonly<Record<string, string | number | boolean | undefined>>;

export const log = (level: "info" | "warn" | "error", code: string, facts: Fact = {}): void => {
  console[level](JSON.stringify({ level, code, at: new Date().toISOString(), ...facts }));
};

/** What may be logged of an error: its name and where it was thrown, not its message, which may quote what a person typed. */
export const traceOf = (error: unknown): Fact =>
  error instanceof Error ? { error: error.name, trace: error.stack?.split("\n").slice(1, 6).join(" ").replace(/\s+/g, " ") } : { error: typeof error };
