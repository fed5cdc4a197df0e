import { Icon } from "./Icon.tsx";

/** The way up, above the title of a page that is part of another. */
export const Back = (props: { href: string; label: string }) => (
  <p class="back">
    <a href={props.href}>
      <Icon name="arrow-left" size="sm" /> {props.label}
    </a>
  </p>
);
