import { createAsync, revalidate } from "@solidjs/router";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { Plan } from "../../functions/plans/contract.ts";
import { fewestCharacters, type Project, type ProjectEdit } from "../../functions/projects/contract.ts";
import { answer, api, ifMatch, problemIn } from "../client.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { allComuni } from "./comuni.ts";
import { Area, DateField, Field } from "./Field.tsx";
import { projectFile, readProject } from "./files.ts";
import { given } from "./form.tsx";
import { Meanwhile, saving } from "./Meanwhile.tsx";
import { Notice } from "./Notice.tsx";
import { spoken, type Written } from "./SectionText.tsx";
import { TerritoryField } from "./TerritoryField.tsx";
import { say } from "./Toast.tsx";
import { WrittenForm } from "./WrittenForm.tsx";

type Props = { project: Project; plan: Plan; section: Written; close: () => void };

const fields = {
  title: ["title"],
  need: ["need"],
  beneficiaries: ["beneficiaries"],
  activities: ["activities"],
  place: ["comuni"],
  period: ["from", "to"],
} as const satisfies Record<Written, readonly (keyof ProjectEdit)[]>;

const most = { title: 160, need: 4000, beneficiaries: 2000, activities: 6000 } as const;

export const contentOf = ({ title, need, beneficiaries, activities, comuni, from, to, partners }: Project): ProjectEdit => ({
  title,
  need,
  beneficiaries,
  activities,
  comuni,
  from,
  to,
  partners: partners.map(({ body }) => body),
});

/**
 * Writing one section while others write theirs. What somebody saved meanwhile in other sections joins what is saved here; the same
 * section changed by two is shown to the second, whose text stays in the form.
 */
export function SectionForm(props: Props) {
  const t = words("codesign");
  const comuni = createAsync(() => allComuni());
  // Read once: what this person began with. `seen` moves on to what somebody else saved.
  const begun = props.project;
  const [seen, setSeen] = createSignal(begun);
  const key = (project: Project) => JSON.stringify(fields[props.section].map((field) => project[field]));
  let joined = false;

  const put = (change: Partial<ProjectEdit>) =>
    answer(api.projects[":id"].$put({ param: { id: begun.id }, json: { ...contentOf(seen()), ...change } }, ifMatch(seen().version)));
  /** Anew over what others saved, as long as they wrote elsewhere. */
  const join = async (change: Partial<ProjectEdit>): Promise<Project> => {
    try {
      return await put(change);
    } catch (error) {
      if (problemIn(error)?.code !== "changed_meanwhile") throw error;
      const { project: fresh } = await readProject(begun.id);
      const elsewhere = key(fresh) === key(seen());
      setSeen(fresh);
      if (!elsewhere) throw error;
      joined = true;
      return join(change);
    }
  };
  const save = (data: FormData) =>
    saving(
      () => join(changeIn(props.section, data)),
      () => revalidate(projectFile.key),
    );
  const done = async () => {
    await revalidate(projectFile.key);
    say(joined ? t.savedTogether : t.saved);
    props.close();
  };
  const conflict = () => key(seen()) !== key(begun);
  const nameOf = (code: string) => comuni()?.find((comune) => comune.code === code)?.name ?? "";
  const label = words("states").sections[props.section];
  const confirmed = () => props.project.partners.some(({ confirmed }) => confirmed);

  return (
    <>
      <Show when={conflict()}>
        <Meanwhile differences={[{ label, theirs: spoken(seen(), props.section, nameOf) }]} takeTheirs={props.close} />
      </Show>
      <Show when={confirmed()}>
        <Notice tone="info">
          <p>{t.losesConfirmations}</p>
        </Notice>
      </Show>
      <WrittenForm
        submit={save}
        done={() => void done()}
        label={t.save}
        beside={
          <button type="button" class="btn btn-outline-primary" onClick={() => props.close()}>
            {words("common").cancel}
          </button>
        }
      >
        <Switch fallback={<Words section={props.section as keyof typeof most} project={begun} label={label} />}>
          <Match when={props.section === "place"}>
            <TerritoryField name="comuni" label={label} hint={t.hints.place} within={props.plan.territory} chosen={begun.comuni} />
          </Match>
          <Match when={props.section === "period"}>
            <p class="field-hint">{t.hints.period(dayDate(props.plan.from), dayDate(props.plan.to))}</p>
            <div class="row">
              <DateField name="from" label={t.from} required value={begun.from ?? ""} min={props.plan.from} max={props.plan.to} />
              <DateField name="to" label={t.to} required value={begun.to ?? ""} min={props.plan.from} max={props.plan.to} />
            </div>
          </Match>
        </Switch>
      </WrittenForm>
    </>
  );
}

function Words(props: { section: keyof typeof most; project: Project; label: string }) {
  const t = words("codesign");
  const hint = `${t.hints[props.section]} ${t.atLeast(fewestCharacters[props.section])}`;
  return (
    <Show
      when={props.section === "title"}
      fallback={
        <Area
          name={props.section}
          label={props.label}
          hint={hint}
          required
          rows={props.section === "activities" ? 10 : 6}
          maxLength={most[props.section]}
          value={props.project[props.section]}
        />
      }
    >
      <Field name="title" label={props.label} hint={hint} required maxLength={most.title} autocomplete="off" value={props.project.title} />
    </Show>
  );
}

function changeIn(section: Written, data: FormData): Partial<ProjectEdit> {
  if (section === "place") return { comuni: data.getAll("comuni").map(String) };
  if (section === "period") return { from: given(data, "from") ?? null, to: given(data, "to") ?? null };
  return { [section]: given(data, section) ?? "" };
}
