import { createAsync } from "@solidjs/router";
import { Show } from "solid-js";
import type { Project, Section } from "../../functions/projects/contract.ts";
import { dayDate, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { allComuni } from "./comuni.ts";

/** A section that the partners write in words, dates or Comuni. */
export type Written = Exclude<Section, "commitments">;

/** One section of a project as it is read. Needs the area `codesign`. */
export function SectionText(props: { project: Project; section: Written }) {
  const t = words("codesign");
  const comuni = createAsync(() => allComuni());
  const text = () => spoken(props.project, props.section, (code) => comuni()?.find((comune) => comune.code === code)?.name ?? "");
  return (
    <Show when={text()} fallback={<p class="soft">{t.empty}</p>}>
      <p class="as-written">{text()}</p>
    </Show>
  );
}

/** A section in plain words; empty where nothing was written. */
export function spoken(project: Project, section: Written, nameOf: (code: string) => string): string {
  const { periodLine, from, to } = words("codesign");
  if (section === "place") return listed(project.comuni.map(nameOf));
  if (section !== "period") return project[section];
  if (project.from && project.to) return periodLine(dayDate(project.from), dayDate(project.to));
  return [project.from && `${from} ${dayDate(project.from)}`, project.to && `${to} ${dayDate(project.to)}`].filter(Boolean).join(", ");
}
