import { createAsync, revalidate, useNavigate, useParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { Body, BodyEdit } from "../../functions/bodies/contract.ts";
import { answer, api, ifMatch } from "../client.ts";
import { languageName, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../parts/Back.tsx";
import { BodyForm } from "../parts/BodyForm.tsx";
import { bodyFile, readBody } from "../parts/files.ts";
import { type Difference, Meanwhile, saving } from "../parts/Meanwhile.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Private } from "../parts/Private.tsx";
import { refreshMe } from "../parts/session.ts";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

export default function BodyEditPage() {
  const params = useParams<{ id: string }>();
  return <Private title={words("body").edit}>{() => <Editor id={params.id} />}</Private>;
}

function Editor(props: { id: string }) {
  const t = words("body");
  const navigate = useNavigate();
  const file = createAsync(() => bodyFile(props.id));
  // What this person began with; `theirs` is what somebody else saved since.
  const [theirs, setTheirs] = createSignal<Body>();
  const [mine, setMine] = createSignal<Body>();
  const begun = () => mine() ?? file.latest?.body;

  const save = (draft: BodyEdit) =>
    saving(
      () => answer(api.bodies[":id"].$put({ param: { id: props.id }, json: draft }, ifMatch((theirs() ?? begun()!).version))),
      async () => setTheirs((await readBody(props.id)).body),
    );
  const done = async () => {
    say(t.saved);
    await Promise.all([revalidate(bodyFile.key), refreshMe()]);
    navigate(path("body-desk", { id: props.id }));
  };

  return (
    <div class="container page narrow">
      <Show when={begun()} keyed>
        {(body) => (
          <>
            <Back href={path("body-desk", { id: body.id })} label={body.name} />
            <h1>{t.editTitle(body.name)}</h1>
            <Show when={!["draft", "returned"].includes(body.state)}>
              <Notice tone="info">
                <p>{t.settled}</p>
              </Notice>
            </Show>
            <Show when={theirs()}>
              {(fresh) => (
                <Meanwhile
                  differences={differences(body, fresh())}
                  takeTheirs={() => {
                    setMine(fresh());
                    setTheirs();
                  }}
                />
              )}
            </Show>
            <BodyForm
              body={body}
              submit={save}
              done={() => void done()}
              label={t.save}
              beside={
                <a class="btn btn-outline-primary" href={path("body-desk", { id: body.id })}>
                  {words("common").cancel}
                </a>
              }
            />
          </>
        )}
      </Show>
    </div>
  );
}

/** Where the saved body differs from the one that this person began with, in words. */
function differences(before: Body, after: Body): Difference[] {
  const t = words("body");
  const spoken = (body: Body): Record<string, string> => ({
    [t.name]: body.name,
    [t.kind]: words("states").bodyKinds[body.kind],
    [t.description]: body.description ?? "",
    [t.email]: body.email,
    [t.phone]: body.phone ?? "",
    [t.website]: body.website ?? "",
    [t.languages]: listed((body.languages ?? []).map(languageName)),
    [t.taxCode]: body.taxCode ?? "",
  });
  const old = spoken(before);
  return Object.entries(spoken(after))
    .filter(([label, value]) => value !== old[label])
    .map(([label, theirs]) => ({ label, theirs }));
}
