import { createAsync, query, useLocation, useParams } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { Subscriptions } from "../../functions/searches/contract.ts";
import { answer, api, problemIn } from "../client.ts";
import { words } from "../i18n/words.ts";
import { Head, Status } from "../parts/Head.tsx";
import { LinkForm } from "../parts/LinkForm.tsx";
import { Notice } from "../parts/Notice.tsx";
import { path } from "../routes.ts";

/** null: we wrote no such link. `_asked`: after something was done it is another question, so that no answer is an old one. */
const getSubscriptions = query(async (token: string, _asked: string): Promise<Subscriptions | null> => {
  try {
    return await answer(api.searches.unsubscribe[":token"].$get({ param: { token } }));
  } catch (error) {
    if (problemIn(error)?.status === 404) return null;
    throw error;
  }
}, "subscriptions");

/** Where the links of letters lead: it asks, for programs follow links too; only a press stops anything. Complete without JavaScript. */
export default function Unsubscribe() {
  const t = words("searches");
  const params = useParams<{ token: string }>();
  const here = useLocation();
  const found = createAsync(() => getSubscriptions(params.token, here.search));
  const to = () => `/api/searches/unsubscribe/${params.token}` as const;
  const done = () => new URLSearchParams(here.search).has("done");
  const meant = () => new URLSearchParams(here.search).get("search");
  const going = () => found()?.searches.filter(({ paused }) => !paused) ?? [];
  const one = () => going().find(({ id }) => id === meant());
  return (
    <div class="container page narrow">
      <Head title={t.stop.title} hidden />
      <h1>{t.stop.title}</h1>
      <div class="stack">
        <Switch>
          <Match when={found() === null}>
            <Status code={404} />
            <Notice tone="warning" title={t.confirm.unknown}>
              <p>{t.confirm.unknownText}</p>
            </Notice>
          </Match>
          <Match when={found()}>
            <Show when={done() || going().length === 0}>
              <Notice tone="success" title={done() ? t.stop.done : t.stop.none}>
                <p>
                  {t.stop.doneText} <a href={path("searches")}>{t.title}</a>
                </p>
              </Notice>
            </Show>
            <Show when={one()}>
              {(search) => (
                <section class="panel">
                  <h2 class="h4">{t.stop.one(search().name)}</h2>
                  <LinkForm to={to()} search={search().id}>
                    {t.stop.oneButton}
                  </LinkForm>
                </section>
              )}
            </Show>
            <Show when={going().length > 0}>
              <section class="panel">
                <h2 class="h4">{t.stop.all}</h2>
                <p>{t.stop.allText}</p>
                <LinkForm to={to()} class={one() ? "btn btn-outline-primary" : "btn btn-primary"}>
                  {t.stop.allButton}
                </LinkForm>
              </section>
            </Show>
            <Show when={going().length > 1}>
              <section>
                <h2 class="h4">{t.stop.others}</h2>
                <ul class="plain-list ruled">
                  <For each={going().filter(({ id }) => id !== one()?.id)}>
                    {({ id, name }) => (
                      <li>
                        <LinkForm to={to()} search={id} class="btn btn-sm btn-outline-primary">
                          {t.stop.button(name)}
                        </LinkForm>
                      </li>
                    )}
                  </For>
                </ul>
              </section>
            </Show>
          </Match>
        </Switch>
      </div>
    </div>
  );
}
