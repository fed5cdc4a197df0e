import type { Theme } from "../../functions/opportunities/contract.ts";
import { words } from "../i18n/words.ts";
import { drawings } from "./themes.ts";

export const ThemeIcon = (props: { theme: Theme }) => (
  <svg class="theme-icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={drawings[props.theme]} />
  </svg>
);

/** Sets the colours of a theme for what is inside: `theme theme-food`. */
export const themeClass = (theme: Theme | undefined): string => `theme theme-${theme ?? "culture"}`;

/** */
export const ThemeChip = (props: { theme: Theme }) => (
  <span class={`chip theme-chip ${themeClass(props.theme)}`}>
    <ThemeIcon theme={props.theme} />
    {words("common").terms.themes[props.theme]}
  </span>
);
