import { deepest, few, unreadable } from "./format.ts";

export const jsonTypes = /^(application\/([\w.-]+\+)?json|text\/(json|plain)|application\/octet-stream)$/;

/** JSON of a stranger: how deep it goes is looked at before it is parsed. */
export function readJson(text: string): unknown {
  if (depthOf(text) > deepest) throw unreadable(`> ${deepest}`);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw unreadable("JSON");
  }
}

/** Levels of brackets outside of texts. By hand: a pattern would need a stack as long as the longest text. */
function depthOf(text: string): number {
  let [depth, most, inText] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (inText && mark === "\\") at++;
    else if (mark === '"') inText = !inText;
    else if (!inText && (mark === "[" || mark === "{")) most = Math.max(most, ++depth);
    else if (!inText && (mark === "]" || mark === "}")) depth--;
  }
  return most;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first list that stands under one of these names, or is the document itself; what in it is no object is left out. */
export function listIn(document: unknown, ...names: readonly string[]): readonly Record<string, unknown>[] {
  const found = Array.isArray(document) ? document : isObject(document) && names.map((name) => document[name]).find(Array.isArray);
  if (!found) throw unreadable(names.join(", "));
  return few(found as unknown[]).filter(isObject);
}
