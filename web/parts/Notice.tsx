import { type JSX, Show } from "solid-js";
import { Icon, type IconName } from "./Icon.tsx";

type Tone = "info" | "success" | "warning" | "danger";
const icons: Record<Tone, IconName> = { info: "info-circle", success: "check-circle", warning: "warning-circle", danger: "warning-circle" };
const classes: Record<Tone, string> = {
  info: "notice notice-info",
  success: "notice notice-success",
  warning: "notice notice-warning",
  danger: "notice notice-danger",
};

/** A message that stays where it is. `live`: it appears while the page is being read, and is read out. */
export const Notice = (props: { tone: Tone; title?: string | undefined; live?: boolean; children?: JSX.Element }) => (
  <div class={classes[props.tone]} role={props.live ? "alert" : undefined}>
    <Icon name={icons[props.tone]} />
    <div>
      <Show when={props.title}>
        <p class="notice-title">{props.title}</p>
      </Show>
      {props.children}
    </div>
  </div>
);
