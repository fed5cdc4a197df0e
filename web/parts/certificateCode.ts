/** The id in what somebody typed, pasted or scanned: spaces and capitals do not matter, nor the address around it or a missing `crt_`. */
export function codeIn(typed: string): string {
  const bare = typed
    .toLowerCase()
    .replace(/[?#].*$/, "")
    .replace(/\s/g, "")
    .replace(/\/+$/, "")
    .replace(/^.*\//, "");
  return bare && !bare.startsWith("crt_") ? `crt_${bare}` : bare;
}
