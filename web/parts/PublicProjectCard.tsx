import { Show } from "solid-js";
import type { PublicProject } from "../../functions/projects/contract.ts";
import { dayDate, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { Icon } from "./Icon.tsx";
import { StateBadge } from "./StateBadge.tsx";

/** `dal 1 marzo 2027 al 30 giugno 2027`, or nothing where no period is set. */
export const periodOf = ({ from, to }: { readonly from: string | null; readonly to: string | null }): string =>
  from && to ? words("directory").projects.period(dayDate(from), dayDate(to)) : "";

/** A project in a list: what, who, when, and how far it is. Needs the areas `directory` and `states`. */
export function PublicProjectCard(props: { of: PublicProject; level?: "h2" | "h3" }) {
  const t = words("directory").projects;
  return (
    <article class="card">
      <div class="card-body">
        <p class="card-state">
          <StateBadge of="project" state={props.of.state} />
        </p>
        <Title of={props.of} level={props.level ?? "h2"} />
        <p class="card-by">{t.by(listed(props.of.partners.map(({ name }) => name)))}</p>
        <Show when={periodOf(props.of)}>
          {(period) => (
            <p class="card-line">
              <Icon name="calendar" size="sm" /> {period()}
            </p>
          )}
        </Show>
      </div>
    </article>
  );
}

function Title(props: { of: PublicProject; level: "h2" | "h3" }) {
  const link = () => (
    <a class="stretched" href={path("project", { id: props.of.id })}>
      {props.of.title}
    </a>
  );
  return (
    <Show when={props.level === "h2"} fallback={<h3 class="card-title">{link()}</h3>}>
      <h2 class="card-title">{link()}</h2>
    </Show>
  );
}
