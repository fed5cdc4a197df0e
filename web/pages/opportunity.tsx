import { createAsync, query, revalidate, useParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { PublicOpportunity } from "../../functions/opportunities/contract.ts";
import { answer, api } from "../client.ts";
import { shortDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { alike } from "../parts/alike.ts";
import { Back } from "../parts/Back.tsx";
import { Head } from "../parts/Head.tsx";
import { createMySignUps } from "../parts/mySignUps.ts";
import { Notice } from "../parts/Notice.tsx";
import { OpportunityFacts, OpportunityPlace } from "../parts/OpportunityDetails.tsx";
import { SaveSearchButton } from "../parts/SaveSearch.tsx";
import { ShiftList } from "../parts/ShiftList.tsx";
import { createSignUpFlow, SignUpDialog } from "../parts/SignUpDialog.tsx";
import { ThemeChip } from "../parts/Theme.tsx";
import { path } from "../routes.ts";

/** With the moment at which it was read, so that browser and server agree on which dates are to come. */
const getOpportunity = query(
  async (id: string) => ({ opportunity: await answer(api.opportunities[":id"].$get({ param: { id } })), at: new Date().toISOString() }),
  "opportunity",
);

export default function Opportunity() {
  const params = useParams<{ id: string }>();
  const found = createAsync(() => getOpportunity(params.id));
  return <Show when={found()}>{(known) => <Whole opportunity={known().opportunity} at={known().at} />}</Show>;
}

function Whole(props: { opportunity: PublicOpportunity; at: string }) {
  const t = words("opportunity");
  const it = () => props.opportunity;
  const mine = createMySignUps();
  const look = async () => {
    const [known] = await Promise.all([mine.refresh(), revalidate("opportunity")]);
    return known;
  };
  const flow = createSignUpFlow(it, look);
  const coming = () => it().shifts.filter(({ startsAt }) => startsAt > props.at);
  const open = () => it().state === "published";
  const next = () => coming().find(({ state }) => state === "open");
  const teaser = () => [next() && shortDate(next()!.startsAt), it().place.comuneName].filter(Boolean).join(", ");
  return (
    <div class="container page">
      <Head
        title={it().title}
        description={`${teaser()}. ${it().description.replace(/\s+/g, " ")}`.slice(0, 200)}
        image={`/previews/${it().id}.png`}
        about={{ opportunity: it(), at: props.at }}
      />
      <Back href={path("home")} label={t.all} />
      <ul class="chips page-chips">
        <For each={it().themes}>
          {(theme) => (
            <li>
              <ThemeChip theme={theme} />
            </li>
          )}
        </For>
      </ul>
      <h1>{it().title}</h1>
      <p class="lead">
        {t.by} <a href={path("body", { id: it().body })}>{it().bodyName}</a> · {it().place.comuneName}
      </p>
      <Show when={it().state === "cancelled"}>
        <Notice tone="warning" title={t.cancelled}>
          <p>{it().cancelledReason}</p>
        </Notice>
      </Show>
      <Show when={it().state === "closed"}>
        <Notice tone="info" title={t.closed}>
          <p>{t.closedText}</p>
        </Notice>
      </Show>
      <div class="offer">
        <section class="offer-what">
          <h2>{t.what}</h2>
          <p class="as-written offer-text">{it().description}</p>
        </section>
        <section class="offer-dates panel" id="dates">
          <h2>{t.dates}</h2>
          <Show when={coming().length > 0} fallback={<NoDates />}>
            <ShiftList shifts={coming()} open={open()} mineFor={mine.forShift} join={flow.start} left={look} />
            <Show when={open()}>
              <noscript>
                <p>{t.needsScript}</p>
                <p>
                  <a href={path("body", { id: it().body })}>{t.needsScriptLink(it().bodyName)}</a>
                </p>
              </noscript>
            </Show>
          </Show>
        </section>
        <section class="offer-details">
          <OpportunityFacts of={it()} />
          <OpportunityPlace
            of={it()}
            known={mine.mine().find(({ signUp, place }) => signUp.opportunity === it().id && place)?.place ?? undefined}
          />
          <SaveSearchButton wish={alike(it())}>{t.alike}</SaveSearchButton>
        </section>
      </div>
      <SignUpDialog flow={flow} />
    </div>
  );
}

function NoDates() {
  const t = words("opportunity");
  return (
    <>
      <p>
        {t.noDates} {t.noDatesText}
      </p>
      <a class="btn btn-outline-primary" href={path("home")}>
        {t.find}
      </a>
    </>
  );
}
