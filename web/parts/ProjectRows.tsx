import { For } from "solid-js";
import type { ProjectLine } from "../../functions/projects/contract.ts";
import { path } from "../routes.ts";
import { StateBadge } from "./StateBadge.tsx";

/** Projects by name and state, each a way to its page at the desk. */
export const ProjectRows = (props: { lines: readonly ProjectLine[] }) => (
  <ul class="rows">
    <For each={props.lines}>
      {({ project }) => (
        <li>
          <a href={path("project-desk", { id: project.id })}>{project.title}</a>
          <StateBadge of="project" state={project.state} />
        </li>
      )}
    </For>
  </ul>
);
