const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Text inside XML 1.0: what may not stand there at all, not even escaped, is left out (2.2 Characters). */
export const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (c) => entities[c]!);

export const declaration = '<?xml version="1.0" encoding="utf-8"?>\n';
