import type { Plugin } from "postcss";

/** Physical names and values of bootstrap-italia's rules, and what they mean whichever way the page runs. */
const props: Record<string, string> = {
  "margin-left": "margin-inline-start",
  "margin-right": "margin-inline-end",
  "padding-left": "padding-inline-start",
  "padding-right": "padding-inline-end",
  "border-left": "border-inline-start",
  "border-right": "border-inline-end",
  "border-left-width": "border-inline-start-width",
  "border-right-width": "border-inline-end-width",
  "border-left-color": "border-inline-start-color",
  "border-right-color": "border-inline-end-color",
  "border-left-style": "border-inline-start-style",
  "border-right-style": "border-inline-end-style",
  "border-top-left-radius": "border-start-start-radius",
  "border-top-right-radius": "border-start-end-radius",
  "border-bottom-left-radius": "border-end-start-radius",
  "border-bottom-right-radius": "border-end-end-radius",
  left: "inset-inline-start",
  right: "inset-inline-end",
};
const values: Record<string, Record<string, string>> = {
  "text-align": { left: "start", right: "end" },
  float: { left: "inline-start", right: "inline-end" },
  clear: { left: "inline-start", right: "inline-end" },
};
/** `margin: 1px 2px 3px 4px` with two different sides. */
const sides = new Set(["margin", "padding"]);

/**
 * Turns left and right into start and end, so that a page with `dir=rtl` mirrors at no cost in bytes.
 * Leaflet's own rules stay as they are: a map does not mirror.
 */
export const logical = (): Plugin => ({
  postcssPlugin: "logical",
  Declaration(declaration) {
    const { prop, value, parent } = declaration;
    if (parent?.type === "rule" && parent.selector.includes("leaflet")) return;
    const renamed = props[prop];
    if (renamed) declaration.prop = renamed;
    const swapped = values[prop]?.[value];
    if (swapped) declaration.value = swapped;
    const parts = sides.has(prop) ? (value.match(/(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? []) : [];
    const [top, end, bottom, start] = parts;
    if (parts.length !== 4 || !top || !end || !bottom || !start || start === end) return;
    const { important } = declaration;
    declaration.cloneBefore({ prop: `${prop}-block`, value: `${top} ${bottom}`, important });
    declaration.replaceWith(declaration.clone({ prop: `${prop}-inline`, value: `${start} ${end}`, important }));
  },
});
