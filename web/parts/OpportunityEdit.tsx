import { createAsync, revalidate } from "@solidjs/router";
import { createMemo, createSignal, For, Show } from "solid-js";
import { unwrap } from "solid-js/store";
import type { BodyFile } from "../../functions/bodies/contract.ts";
import type { Opportunity, OpportunityFile } from "../../functions/opportunities/contract.ts";
import { answer, api, ifMatch, problemIn } from "../client.ts";
import { languageName, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { allComuni } from "./comuni.ts";
import { policyOf } from "./coverage.ts";
import { bodyProjects } from "./files.ts";
import { Form } from "./form.tsx";
import { type Difference, Meanwhile, saving } from "./Meanwhile.tsx";
import { contentErrors, contentOf, createPin, OpportunityFields } from "./OpportunityFields.tsx";
import { opportunityFile } from "./opportunityFiles.ts";
import { say } from "./Toast.tsx";
import { createUnsaved, Unsaved } from "./Unsaved.tsx";

type Props = { file: OpportunityFile; body: BodyFile; close: () => void };

/** The text, place and policy of an opportunity, in the form; what somebody else saved meanwhile is shown, nobody's text is lost. */
export function OpportunityEdit(props: Props) {
  const t = words("organise");
  const comuni = createAsync(() => allComuni());
  const projects = createAsync(() => bodyProjects(props.body.body.id));
  // What this person began with: the form shows it until they take another's version.
  const [base, setBase] = createSignal(structuredClone(unwrap(props.file.opportunity)));
  const [theirs, setTheirs] = createSignal<Opportunity>();
  const territory = createMemo(() => {
    const project = projects()?.find(({ project }) => project.id === base().project)?.project;
    const codes = new Set([...(project?.comuni ?? []), base().place.comune]);
    return (comuni() ?? []).filter(({ code }) => codes.has(code));
  });
  let version = base().version;
  const unsaved = createUnsaved();
  const pin = createMemo(() => createPin(base().place.point));

  const put = (data: FormData) =>
    answer(api.opportunities[":id"].$put({ param: { id: base().id }, json: contentOf(data, pin().point()) }, ifMatch(version)));

  /** A date added or a place changed makes a new version too: only another text is another's. */
  const save = (data: FormData) =>
    saving(
      async () => {
        try {
          return await put(data);
        } catch (error) {
          if (problemIn(error)?.code !== "changed_meanwhile") throw error;
          const { opportunity } = await fresh();
          if (differences(base(), opportunity, props.body).length > 0) throw error;
          version = opportunity.version;
          return put(data);
        }
      },
      async () => {
        const { opportunity } = await fresh();
        version = opportunity.version;
        setTheirs(opportunity);
      },
    );

  const fresh = () => answer(api.desk.opportunities[":id"].$get({ param: { id: base().id } }));

  return (
    <Show when={comuni() && projects()}>
      <Show when={theirs()}>
        {(now) => (
          <Meanwhile
            differences={differences(base(), now(), props.body)}
            takeTheirs={() => {
              setBase(now());
              setTheirs();
              unsaved.clear();
            }}
          />
        )}
      </Show>
      {/* Another base is another form. */}
      <For each={[base()]}>
        {(value) => (
          <div onInput={unsaved.touch}>
            <Form
              submit={save}
              check={contentErrors}
              done={() => {
                unsaved.clear();
                void revalidate(opportunityFile.key);
                say(t.editor.saved);
                props.close();
              }}
              label={t.editor.save}
              beside={
                <button type="button" class="btn btn-outline-primary" onClick={() => unsaved.ask(props.close)}>
                  {words("common").cancel}
                </button>
              }
            >
              <OpportunityFields
                body={props.body.body.id}
                value={value}
                comuni={territory()}
                policies={props.body.policies}
                policyRequired={value.state === "published"}
                pin={pin()}
              />
            </Form>
          </div>
        )}
      </For>
      <Unsaved unsaved={unsaved} />
    </Show>
  );
}

/** Every field in words, as another person left it, where it is not as this person found it. */
function differences(before: Opportunity, now: Opportunity, { policies }: BodyFile): Difference[] {
  const t = words("organise");
  const terms = words("common").terms;
  const yesNo = (value: boolean) => (value ? t.editor.yes : t.editor.no);
  const policy = (id: string | null) => {
    const found = policyOf(policies, id);
    return found ? `${found.insurer} ${found.number}` : "";
  };
  const fields: readonly (readonly [label: string, word: (of: Opportunity) => string])[] = [
    [t.form.title, ({ title }) => title],
    [t.form.description, ({ description }) => description],
    [t.form.themes, ({ themes }) => listed(themes.map((theme) => terms.themes[theme]))],
    [t.form.comune, ({ place }) => place.comune],
    [t.form.venue, ({ place }) => place.name ?? ""],
    [t.form.address, ({ place }) => place.address],
    [t.form.pin, ({ place }) => `${place.point.lat}, ${place.point.lon}`],
    [t.form.hidden, ({ place }) => yesNo(place.addressHidden)],
    [t.form.directions, ({ place }) => place.directions ?? ""],
    [t.form.languages, ({ languages }) => listed(languages.map(languageName))],
    [t.form.minimumAge, ({ minimumAge }) => String(minimumAge)],
    [t.form.access, ({ access }) => listed(access.map((each) => terms.access[each]))],
    [t.form.skills, ({ skills }) => skills ?? ""],
    [t.form.bring, ({ bring }) => bring ?? ""],
    [t.form.policy, ({ policy: id }) => policy(id)],
  ];
  return fields.flatMap(([label, word]) => (word(before) === word(now) ? [] : [{ label, theirs: word(now) }]));
}
