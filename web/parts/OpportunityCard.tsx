import { For, Show } from "solid-js";
import type { FoundListing } from "../../functions/discovery/contract.ts";
import { kilometres, languageName, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { DateBlock } from "./DateBlock.tsx";
import { Icon } from "./Icon.tsx";
import { ThemeChip, themeClass } from "./Theme.tsx";

type Props = { listing: FoundListing; selected?: boolean; onPoint?: (id: string | undefined) => void };

/** An opportunity in a list: when, what, where, and whether there is room. */
export function OpportunityCard(props: Props) {
  const t = words("common").terms;
  const listing = () => props.listing;
  const others = () => listing().languages.filter((language) => language !== "it");
  return (
    <article
      class={`card ${themeClass(listing().themes[0])}`}
      classList={{ selected: !!props.selected }}
      id={listing().id}
      onMouseEnter={() => props.onPoint?.(listing().id)}
      onMouseLeave={() => props.onPoint?.(undefined)}
      onFocusIn={() => props.onPoint?.(listing().id)}
      onFocusOut={() => props.onPoint?.(undefined)}
    >
      <DateBlock at={listing().startsAt} />
      <div class="card-body">
        <h3 class="card-title">
          <Show
            when={listing().external}
            fallback={
              <a class="stretched" href={path("opportunity", { id: listing().id })}>
                {listing().title}
              </a>
            }
          >
            {(there) => (
              <a class="stretched" href={there().url} rel="external noopener nofollow">
                {listing().title} <Icon name="external-link" size="sm" />
                <span class="visually-hidden">({t.elsewhere})</span>
              </a>
            )}
          </Show>
        </h3>
        <p class="card-by">{listing().bodyName}</p>
        <ul class="card-facts">
          <li>
            <Icon name="clock" size="sm" />
            {timeRange(listing().startsAt, listing().endsAt)}
            <Show when={listing().dates > 1}> · {t.dates(listing().dates - 1)}</Show>
          </li>
          <li>
            <Icon name="map-marker" size="sm" />
            {listing().comuneName}
            <Show when={listing().venue}>{(venue) => `, ${venue()}`}</Show>
            <Show when={listing().km !== null}>
              {" · "}
              <strong>{kilometres(listing().km!)}</strong>
            </Show>
          </li>
          <Show when={others().length > 0}>
            <li>
              <Icon name="comment" size="sm" />
              {others().map(languageName).join(", ")}
            </li>
          </Show>
        </ul>
        <div class="card-foot">
          <ul class="chips">
            <For each={listing().themes}>
              {(theme) => (
                <li>
                  <ThemeChip theme={theme} />
                </li>
              )}
            </For>
          </ul>
          <Show when={listing().left !== null} fallback={<span class="room">{t.elsewhere}</span>}>
            <span class={listing().left! > 0 ? "room" : "room room-none"}>{listing().left! > 0 ? t.left(listing().left!) : t.full}</span>
          </Show>
        </div>
      </div>
    </article>
  );
}
