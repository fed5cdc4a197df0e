import { createAsync, query, useParams } from "@solidjs/router";
import { Show } from "solid-js";
import type { PublicBody } from "../../functions/bodies/contract.ts";
import { answer, api } from "../client.ts";
import { languageName, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../parts/Back.tsx";
import { Head } from "../parts/Head.tsx";
import { Icon } from "../parts/Icon.tsx";
import { OpenOpportunities, openOpportunities } from "../parts/OpenOpportunities.tsx";
import { placesOf } from "../parts/places.ts";
import { path } from "../routes.ts";

const getBody = query(async (id: PublicBody["id"]) => {
  const [body, opportunities] = await Promise.all([
    answer(api.directory.bodies[":id"].$get({ param: { id } })),
    openOpportunities({ body: id }),
  ]);
  const [place] = await placesOf([body.comune]);
  return { body, comune: place?.name ?? "", opportunities };
}, "public-body");

export default function Body() {
  const t = words("directory").bodies;
  const params = useParams<{ id: PublicBody["id"] }>();
  const found = createAsync(() => getBody(params.id));
  return (
    <Show when={found()}>
      {(known) => (
        <div class="container page">
          <Head
            title={known().body.name}
            description={(known().body.description ?? `${words("states").bodyKinds[known().body.kind]}, ${known().comune}`).slice(0, 200)}
            about={{ body: known().body, comune: known().comune }}
          />
          <Back href={path("bodies")} label={t.all} />
          <h1>{known().body.name}</h1>
          <p class="lead">
            {words("states").bodyKinds[known().body.kind]} · {known().comune}
          </p>
          <div class="columns">
            <div class="stack">
              <Show when={known().body.description}>
                <p class="as-written">{known().body.description}</p>
              </Show>
              <OpenOpportunities
                title={t.opportunities}
                none={t.noOpportunities}
                of={{ body: known().body.id }}
                first={known().opportunities}
              />
            </div>
            <Contacts of={known().body} />
          </div>
        </div>
      )}
    </Show>
  );
}

function Contacts(props: { of: PublicBody }) {
  const t = words("directory").bodies;
  return (
    <aside class="panel aside" aria-label={t.contacts}>
      <h2>{t.contacts}</h2>
      <p class="verified">
        <Icon name="check-circle" size="sm" /> {t.verified}
      </p>
      <dl class="facts facts-stacked">
        <dt>{t.write}</dt>
        <dd>
          <a href={`mailto:${props.of.email}`}>{props.of.email}</a>
        </dd>
        <Show when={props.of.phone}>
          {(phone) => (
            <>
              <dt>{t.phone}</dt>
              <dd>
                <a href={`tel:${phone().replace(/[^+\d]/g, "")}`}>{phone()}</a>
              </dd>
            </>
          )}
        </Show>
        <Show when={props.of.website}>
          {(website) => (
            <>
              <dt>{t.website}</dt>
              <dd>
                <a href={website()} rel="external noopener nofollow">
                  {website().replace(/^https:\/\/|\/$/g, "")}
                </a>
              </dd>
            </>
          )}
        </Show>
        <Show when={props.of.languages?.length}>
          <dt>{t.languages}</dt>
          <dd>{listed(props.of.languages!.map(languageName))}</dd>
        </Show>
        <Show when={props.of.runtsSection}>
          {(section) => (
            <>
              <dt>{t.runts}</dt>
              <dd>{words("states").runtsSections[section()]}</dd>
            </>
          )}
        </Show>
      </dl>
    </aside>
  );
}
