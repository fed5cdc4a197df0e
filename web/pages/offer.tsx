import { createAsync, query, useLocation, useParams } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import type { Offer as Offered } from "../../functions/participation/contract.ts";
import { answer, api, problemIn } from "../client.ts";
import { dateTime, whenOf } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Head, Status } from "../parts/Head.tsx";
import { LinkForm } from "../parts/LinkForm.tsx";
import { Notice } from "../parts/Notice.tsx";
import { path } from "../routes.ts";

/** null: we wrote no such link. `_asked`: after an answer it is another question, so that no answer is an old one. */
const getOffer = query(async (token: string, _asked: string): Promise<Offered | null> => {
  try {
    return await answer(api.offers[":token"].$get({ param: { token } }));
  } catch (error) {
    if (problemIn(error)?.status === 404) return null;
    throw error;
  }
}, "offer");

/** Where the letter of an offer leads: it asks, for programs follow links too; a press takes the place or lets it pass on. Complete without JavaScript. */
export default function Offer() {
  const t = words("signUp").offer;
  const params = useParams<{ token: string }>();
  const here = useLocation();
  const found = createAsync(() => getOffer(params.token, here.search));
  const refused = () => new URLSearchParams(here.search).has("problem");
  const to = (yes: boolean) => `/api/offers/${params.token}/${yes ? "accept" : "decline"}` as const;
  return (
    <div class="container page narrow">
      <Head title={t.title} hidden />
      <h1>{t.title}</h1>
      <div class="stack">
        <Show when={found() === null}>
          <Status code={404} />
          <Notice tone="warning" title={t.unknown}>
            <p>{t.unknownText}</p>
          </Notice>
        </Show>
        <Show when={found()}>
          {(offer) => (
            <>
              <section class="panel">
                <h2 class="h4">{offer().title}</h2>
                <p>
                  {offer().bodyName} · {offer().comuneName}
                  <br />
                  {whenOf(offer())}
                </p>
              </section>
              <Switch>
                <Match when={offer().offerUntil}>
                  {(until) => (
                    <section class="panel">
                      <Show when={refused()}>
                        <Notice tone="warning" title={t.refused}>
                          <p>
                            {t.refusedText} <a href={path("my-activities")}>{words("signUp").mine}</a>
                          </p>
                        </Notice>
                      </Show>
                      <p>
                        <strong>{t.untilDay(dateTime(until()))}</strong> {t.after}
                      </p>
                      <div class="actions">
                        <LinkForm to={to(true)}>{t.accept}</LinkForm>
                        <LinkForm to={to(false)} class="btn btn-outline-primary">
                          {t.decline}
                        </LinkForm>
                      </div>
                    </section>
                  )}
                </Match>
                <Match when={offer().state === "accepted"}>
                  <Notice tone="success" title={t.accepted}>
                    <p>
                      {t.acceptedText} <a href={path("my-activities")}>{words("signUp").mine}</a>
                    </p>
                  </Notice>
                </Match>
                <Match when={offer().state === "declined"}>
                  <Notice tone="info" title={t.declined}>
                    <p>
                      {t.declinedText} <a href={path("home")}>{t.find}</a>
                    </p>
                  </Notice>
                </Match>
                <Match when={offer().state === "expired"}>
                  <Notice tone="warning" title={t.expired}>
                    <p>
                      {t.expiredText} <a href={path("my-activities")}>{words("signUp").mine}</a>
                    </p>
                  </Notice>
                </Match>
                <Match when={offer().state === "called_off"}>
                  <Notice tone="warning" title={t.calledOff}>
                    <p>
                      <a href={path("home")}>{t.find}</a>
                    </p>
                  </Notice>
                </Match>
              </Switch>
            </>
          )}
        </Show>
      </div>
    </div>
  );
}
