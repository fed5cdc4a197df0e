/**
 * A table as a spreadsheet of an Italian office opens it: UTF-8 with its mark, semicolons, CRLF (RFC 4180 but for the separator).
 * A cell that a spreadsheet would take for a formula is kept as text.
 */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => {
    if (typeof value === "number") return String(value).replace(".", ",");
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}
