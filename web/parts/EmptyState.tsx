import type { JSX } from "solid-js";
import { Icon, type IconName } from "./Icon.tsx";

/** Nothing here yet: says so, and offers the next step as `children`. */
export const EmptyState = (props: { icon: IconName; title: string; text?: string; children?: JSX.Element }) => (
  <div class="empty">
    <Icon name={props.icon} size="xl" />
    <h2>{props.title}</h2>
    <p>{props.text}</p>
    <div class="actions">{props.children}</div>
  </div>
);
