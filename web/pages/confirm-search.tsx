import { createAsync, query, useLocation, useParams } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import type { Confirmation } from "../../functions/searches/contract.ts";
import { answer, api, problemIn } from "../client.ts";
import { words } from "../i18n/words.ts";
import { Head, Status } from "../parts/Head.tsx";
import { LinkForm } from "../parts/LinkForm.tsx";
import { Notice } from "../parts/Notice.tsx";
import { path } from "../routes.ts";

/** null: we wrote no such link. `_asked`: after something was done it is another question, so that no answer is an old one. */
const getConfirmation = query(async (token: string, _asked: string): Promise<Confirmation | null> => {
  try {
    return await answer(api.searches.confirmations[":token"].$get({ param: { token } }));
  } catch (error) {
    if (problemIn(error)?.status === 404) return null;
    throw error;
  }
}, "confirmation");

/** Where the letter leads that asks an address: a press says yes, once. Complete without JavaScript. */
export default function ConfirmSearch() {
  const t = words("searches");
  const params = useParams<{ token: string }>();
  const here = useLocation();
  const found = createAsync(() => getConfirmation(params.token, here.search));
  const at = (state: Confirmation["state"]) => (found()?.state === state ? found()! : undefined);
  return (
    <div class="container page narrow">
      <Head title={t.confirm.title} hidden />
      <h1>{t.confirm.title}</h1>
      <Switch>
        <Match when={found() === null}>
          <Status code={404} />
          <Notice tone="warning" title={t.confirm.unknown}>
            <p>{t.confirm.unknownText}</p>
          </Notice>
        </Match>
        <Match when={at("open")}>
          {(asked) => (
            <section class="panel">
              <p>{t.confirm.text}</p>
              <p>
                <strong>{asked().name}</strong>
                <Show when={asked().frequency}>{(frequency) => <> · {t.frequencies[frequency()]}</>}</Show>
              </p>
              <LinkForm to={`/api/searches/confirmations/${params.token}`}>{t.confirm.button}</LinkForm>
            </section>
          )}
        </Match>
        <Match when={at("used")}>
          <Notice tone="success" title={t.confirm.used}>
            <p>
              {t.confirm.usedText} <a href={path("searches")}>{t.title}</a>
            </p>
          </Notice>
        </Match>
        <Match when={at("expired")}>
          <Notice tone="warning" title={t.confirm.expired}>
            <p>
              {t.confirm.expiredText} <a href={path("home")}>{t.find}</a>
            </p>
          </Notice>
        </Match>
        <Match when={at("full")}>
          <Notice tone="warning" title={t.confirm.full}>
            <p>
              {t.confirm.fullText} <a href={path("searches")}>{t.title}</a>
            </p>
          </Notice>
        </Match>
      </Switch>
    </div>
  );
}
