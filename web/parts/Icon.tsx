import sprite from "./icons.svg?no-inline";

/** The symbols of `icons.svg`: fetched once as a file of their own, so that no page's code carries their shapes. */
export type IconName =
  | "arrow-down"
  | "arrow-up"
  | "arrow-left"
  | "ban"
  | "calendar"
  | "check"
  | "check-circle"
  | "chevron-right"
  | "clock"
  | "close"
  | "comment"
  | "delete"
  | "download"
  | "external-link"
  | "file-csv"
  | "files"
  | "flag"
  | "funnel"
  | "help-circle"
  | "info-circle"
  | "list"
  | "lock"
  | "map-marker"
  | "minus-circle"
  | "pa"
  | "pencil"
  | "plus"
  | "print"
  | "refresh"
  | "search"
  | "settings"
  | "upload"
  | "user"
  | "warning-circle";

// In full: the build drops a class that no source names.
const sizes = { sm: "icon icon-sm", lg: "icon icon-lg", xl: "icon icon-xl" };

/** Decoration beside a word that says the same: hidden from screen readers. `mirrored` ones point along the line of reading. */
export const Icon = (props: { name: IconName; size?: keyof typeof sizes }) => (
  <svg
    class={props.size ? sizes[props.size] : "icon"}
    classList={{ mirrored: /^(arrow-[lr]|chevron)/.test(props.name) }}
    aria-hidden="true"
  >
    <use href={`${sprite}#${props.name}`} />
  </svg>
);
