import { createAsync, query, revalidate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { Search } from "../../functions/searches/contract.ts";
import { answer, api } from "../client.ts";
import { longDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Act } from "../parts/Act.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { Field } from "../parts/Field.tsx";
import { Form, given } from "../parts/form.tsx";
import { MoveButton } from "../parts/MoveButton.tsx";
import { Private } from "../parts/Private.tsx";
import { frequencies, FrequencyField } from "../parts/SaveSearchDialog.tsx";
import { Spinner } from "../parts/Spinner.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

/** The person is asked for only so that nobody sees another's after signing in anew. */
const mySearches = query(async (_person: string) => answer(api.searches.$get()), "my-searches");

export default function MySearches() {
  return <Private title={words("searches").title}>{(me) => <List person={me.person.id} />}</Private>;
}

function List(props: { person: string }) {
  const t = words("searches");
  const found = createAsync(() => mySearches(props.person));
  return (
    <div class="container page narrow">
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Show when={found()} fallback={<Spinner />}>
        {(known) => (
          <Show
            when={known().items.length > 0}
            fallback={
              <EmptyState icon="search" title={t.none} text={t.noneText}>
                <a class="btn btn-primary" href={path("home")}>
                  {t.find}
                </a>
              </EmptyState>
            }
          >
            <ul class="plain-list ruled">
              <For each={known().items}>
                {(search) => (
                  <li>
                    <One search={search} />
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Show>
    </div>
  );
}

function One(props: { search: Search }) {
  const t = words("searches");
  const param = () => ({ id: props.search.id });
  const again = () => revalidate("my-searches");
  const change = (json: { readonly paused: boolean }) => answer(api.searches[":id"].$patch({ param: param(), json })).then(again);
  return (
    <>
      <h2 class="h4">{props.search.name}</h2>
      <p>
        {t.frequencies[props.search.frequency]}.{" "}
        <Show when={props.search.nextAt} fallback={t.paused}>
          {(day) => t.next(longDate(day()))}
        </Show>
      </p>
      <p>
        <a href={props.search.address}>{t.see}</a>
      </p>
      <div class="actions">
        <Change search={props.search} done={again} />
        <Act class="btn btn-sm btn-outline-primary" run={() => change({ paused: !props.search.paused })}>
          {props.search.paused ? t.resume : t.pause}
        </Act>
        <MoveButton
          label={t.remove}
          class="btn btn-sm btn-outline-primary"
          title={t.removeTitle}
          run={() => answer(api.searches[":id"].$delete({ param: param() }))}
          done={() => {
            say(t.removed);
            void again();
          }}
        >
          <p>{t.removeText(props.search.name)}</p>
        </MoveButton>
      </div>
    </>
  );
}

/** Another name, or another rhythm. */
function Change(props: { search: Search; done: () => unknown }) {
  const t = words("searches");
  const [open, setOpen] = createSignal(false);
  const save = (data: FormData) => {
    const frequency = frequencies.find((each) => each === data.get("frequency"));
    const json = { name: given(data, "name"), frequency };
    return answer(api.searches[":id"].$patch({ param: { id: props.search.id }, json }));
  };
  const saved = () => {
    setOpen(false);
    say(t.changed);
    void props.done();
  };
  return (
    <>
      <button type="button" class="btn btn-sm btn-outline-primary" onClick={() => setOpen(true)}>
        {t.change}
      </button>
      <Dialog open={open()} title={props.search.name} close={() => setOpen(false)}>
        <Show when={open()}>
          <Form submit={save} done={saved} label={words("searches").dialog.save}>
            <Field name="name" label={t.dialog.name} hint={t.dialog.nameHint} maxLength={80} value={props.search.name} required />
            <FrequencyField chosen={props.search.frequency} />
          </Form>
        </Show>
      </Dialog>
    </>
  );
}
