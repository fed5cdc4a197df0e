import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { PublicOpportunity } from "../../functions/opportunities/contract.ts";
import { languageName, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { PointsMap } from "../map/PointsMap.tsx";
import { path } from "../routes.ts";
import { Icon } from "./Icon.tsx";
import { routeTo } from "./SignUpFacts.tsx";

/** What one should know before signing up. Needs the area `opportunity`. */
export function OpportunityFacts(props: { of: PublicOpportunity; level?: "h2" | "h3" }) {
  const t = words("opportunity");
  const terms = words("common").terms;
  return (
    <>
      <Dynamic component={props.level ?? "h2"}>{t.details}</Dynamic>
      <dl class="facts">
        <dt>{t.project}</dt>
        <dd>
          <a href={path("project", { id: props.of.project })}>{props.of.projectTitle}</a>
        </dd>
        <Show when={props.of.languages.length > 0}>
          <dt>{t.languages}</dt>
          <dd>{listed(props.of.languages.map(languageName))}</dd>
        </Show>
        <dt>{t.age}</dt>
        <dd>
          {props.of.minimumAge > 0 ? terms.minimumAge(props.of.minimumAge) : t.anyAge}
          <Show when={props.of.minimumAge < 18}>
            <p class="soft">{t.minor}</p>
          </Show>
        </dd>
        <dt>{t.skills}</dt>
        <dd class="as-written">{props.of.skills || t.noSkills}</dd>
        <Show when={props.of.bring}>
          <dt>{t.bring}</dt>
          <dd class="as-written">{props.of.bring}</dd>
        </Show>
        <Show when={props.of.access.length > 0}>
          <dt>{t.access}</dt>
          <dd>
            <ul class="chips">
              <For each={props.of.access}>{(access) => <li class="chip">{terms.access[access]}</li>}</For>
            </ul>
          </dd>
        </Show>
        <dt>{t.insurance}</dt>
        <dd>{props.of.insured ? t.insured : t.uninsured}</dd>
      </dl>
    </>
  );
}

type Exact = {
  readonly name?: string | undefined;
  readonly address: string;
  readonly directions?: string | undefined;
  readonly point: { lat: number; lon: number };
};

/** The place; the exact one where it is not hidden, or once the reader has a place (`known`). Needs the areas `opportunity` and `signUp`. */
export function OpportunityPlace(props: { of: PublicOpportunity; known: Exact | undefined; level?: "h2" | "h3" }) {
  const t = words("opportunity");
  const place = () => ({ ...props.of.place, ...props.known });
  const name = () => [place().name, place().address, place().comuneName].filter(Boolean).join(", ");
  const exact = () => !props.of.place.addressHidden || !!props.known;
  return (
    <>
      <Dynamic component={props.level ?? "h2"}>{t.where}</Dynamic>
      <p class="offer-place">
        <Icon name="map-marker" /> {name()}
      </p>
      <Show when={props.of.place.addressHidden}>
        <p class="soft">{props.known ? t.shown : t.hidden}</p>
      </Show>
      <Show when={place().directions}>
        <p class="as-written">
          <strong>{t.directions}:</strong> {place().directions}
        </p>
      </Show>
      <Show when={exact()}>
        <p>
          <a href={routeTo(place().point)} rel="external">
            {words("signUp").route} <Icon name="external-link" size="sm" />
          </a>
        </p>
      </Show>
      <PointsMap
        marks={[
          { id: props.of.id, ...place().point, title: place().name || place().comuneName, line: place().address ?? place().comuneName },
        ]}
        label={t.map(name())}
      />
    </>
  );
}
