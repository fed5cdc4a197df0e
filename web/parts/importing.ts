import type { ImportReport } from "../../functions/opportunities/contract.ts";
import { ProblemError, problemIn, upload } from "../client.ts";
import { words } from "../i18n/words.ts";

/** Largest file that the API takes, in bytes. */
const largest = 1_000_000;
/** Spreadsheets as their programs keep them: a ZIP (xlsx, ods) or the older Excel's container. */
const binary = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const;

export type Sheet = {
  readonly name: string;
  readonly bytes: number;
  readonly media: "text/csv" | "application/json";
  readonly text: string;
};

/** The text of a file, or in words what is wrong with it. Spreadsheets of Windows are not always UTF-8. */
export async function readSheet(file: File): Promise<Sheet | string> {
  const t = words("organise").import;
  if (file.size > largest) return t.tooLarge;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (binary.some((start) => start.every((byte, index) => bytes[index] === byte))) return t.spreadsheet;
  const text = decoded(bytes);
  if (text.includes("\u0000") || !text.trim()) return t.notText;
  const isJson = /\.json$/i.test(file.name) || /^\s*[[{]/.test(text);
  return { name: file.name, bytes: file.size, media: isJson ? "application/json" : "text/csv", text };
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

export type ImportWish = {
  readonly body: string;
  readonly project: string;
  readonly policy: string | undefined;
  readonly publish: boolean;
};

/** What the file would become (`dry`), or has become. A file with errors comes back as its report too; anything else is thrown. */
export async function importSheet(sheet: Sheet, { body, project, policy, publish }: ImportWish, dry: boolean): Promise<ImportReport> {
  const query = new URLSearchParams({ project, ...(policy && { policy }), dry: String(dry), publish: String(publish) });
  try {
    return await upload<ImportReport>(`/bodies/${body}/imports?${query}`, sheet.media, sheet.text);
  } catch (error) {
    const problem = problemIn(error);
    if (error instanceof ProblemError && problem && "report" in problem) return problem.report as ImportReport;
    throw error;
  }
}
