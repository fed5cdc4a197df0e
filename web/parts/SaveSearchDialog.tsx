import { createSignal, Match, Show, Switch } from "solid-js";
import type { Frequency, Search } from "../../functions/searches/contract.ts";
import { answer, api, ProblemError } from "../client.ts";
import { longDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { locale } from "../locale.ts";
import { path } from "../routes.ts";
import { comuneMeant } from "./comuneNames.ts";
import { fetchComuni } from "./comuni.ts";
import { Dialog } from "./Dialog.tsx";
import { CheckGroup, Field } from "./Field.tsx";
import { Form, given } from "./form.tsx";
import { Notice } from "./Notice.tsx";
import { me } from "./session.ts";
import { questionOf, usualReach, type Wish } from "./wish.ts";

export type SaveSearchProps = { readonly open: boolean; readonly wish: Wish; readonly close: () => void };
type Done = { readonly saved: Search } | { readonly asked: string };
export const frequencies = ["daily", "weekly"] as const satisfies readonly Frequency[];

/** A name, how often, and without an account an e-mail: then it says what happens next. Needs the area `searches`. */
export function SaveSearchDialog(props: SaveSearchProps) {
  const t = words("searches").dialog;
  const [done, setDone] = createSignal<Done>();
  const close = () => {
    props.close();
    setDone();
  };
  const save = async (data: FormData): Promise<Done> => {
    const draft = {
      name: given(data, "name") ?? "",
      frequency: frequencies.find((each) => each === data.get("frequency")) ?? "daily",
      question: (await questionIn(props.wish)) as never,
    };
    if (me()) return { saved: await answer(api.searches.$post({ json: draft })) };
    const email = given(data, "email") ?? "";
    await answer(api.searches.requests.$post({ json: { email, locale: locale(), ...draft } }));
    return { asked: email };
  };
  const saved = () => {
    const known = done();
    return known && "saved" in known ? known.saved : undefined;
  };
  const asked = () => {
    const known = done();
    return known && "asked" in known ? known.asked : undefined;
  };
  return (
    <Dialog open={props.open} title={t.title} close={close}>
      <Show when={props.open}>
        <div class="stack">
          <Switch
            fallback={
              <Form submit={save} done={setDone} label={t.save}>
                <p>{t.text}</p>
                <Show when={!me()}>
                  <Field name="email" label={t.email} hint={t.emailHint} type="email" autocomplete="email" inputmode="email" required />
                </Show>
                <Field name="name" label={t.name} hint={t.nameHint} maxLength={80} value={nameOf(props.wish)} required />
                <FrequencyField chosen="daily" />
              </Form>
            }
          >
            <Match when={saved()}>
              {(search) => (
                <>
                  <Notice tone="success" title={t.saved} live>
                    <Show when={search().nextAt}>{(day) => <p>{t.savedText(longDate(day()))}</p>}</Show>
                  </Notice>
                  <p class="actions">
                    <button type="button" class="btn btn-primary" onClick={close}>
                      {t.understood}
                    </button>
                    <a class="btn btn-outline-primary" href={path("searches")}>
                      {t.mine}
                    </a>
                  </p>
                </>
              )}
            </Match>
            <Match when={asked()}>
              {(email) => (
                <>
                  <Notice tone="info" title={t.asked} live>
                    <p>{t.askedText(email())}</p>
                  </Notice>
                  <p class="actions">
                    <button type="button" class="btn btn-primary" onClick={close}>
                      {t.understood}
                    </button>
                  </p>
                </>
              )}
            </Match>
          </Switch>
        </div>
      </Show>
    </Dialog>
  );
}

export function FrequencyField(props: { chosen: Frequency }) {
  const t = words("searches");
  const options = frequencies.map((value) => ({ value, label: t.frequencies[value] }));
  return <CheckGroup name="frequency" label={t.dialog.often} options={options} chosen={[props.chosen]} one required />;
}

/** What the wish asks, without order and page. A place that nobody knows would ask for more than was wished. */
async function questionIn({ sort: _, cursor: __, ...wish }: Wish): Promise<Record<string, string>> {
  const comune = wish.place ? comuneMeant(await fetchComuni(), wish.place) : undefined;
  if (!wish.place || comune) return questionOf(wish, comune?.code);
  const { unknownPlace: title } = words("searches").dialog;
  const { comuneUnknown: detail } = words("common").form;
  throw new ProblemError({ type: "about:blank", title, status: 422, code: "invalid", detail, about: {}, errors: [] });
}

/** What it would be called in one's own words. */
function nameOf(wish: Wish): string {
  const t = words("searches").dialog;
  const { themes } = words("common").terms;
  const what = [wish.q, ...(wish.theme ?? []).map((theme) => themes[theme])].filter(Boolean).join(", ") || t.everything;
  const place = wish.place ?? (wish.lat ? t.near : undefined);
  const where = place && (wish.within || wish.lat ? `${place}, ${wish.within ?? usualReach} km` : place);
  return [what, where].filter(Boolean).join(" · ").slice(0, 80);
}
