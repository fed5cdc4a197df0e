import { For, Show } from "solid-js";
import type { FacetName, Found } from "../../functions/discovery/contract.ts";
import { dayDate, languageName } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { Icon } from "./Icon.tsx";
import { type Change, searchOf, toggled, usualReach, type Wish } from "./wish.ts";

type Props = { wish: Wish; comune: string | undefined; facets: Found["facets"] };

/** What narrows the list now, each with the way to take it off. Needs the area `find`. */
export function ActiveFilters(props: Props) {
  const t = words("find");
  const filters = () => activeOf(props);
  return (
    <Show when={filters().length > 0}>
      <ul class="chips active-filters" aria-label={t.filters}>
        <For each={filters()}>
          {([label, without]) => (
            <li>
              <a class="chip plain" href={path("home") + searchOf(props.wish, without)} aria-label={t.remove(label)}>
                {label} <Icon name="close" size="sm" />
              </a>
            </li>
          )}
        </For>
        <Show when={filters().length > 1}>
          <li>
            <a class="btn-link" href={path("home")}>
              {t.clear}
            </a>
          </li>
        </Show>
      </ul>
    </Show>
  );
}

function activeOf({ wish, comune, facets }: Props): (readonly [label: string, without: Change])[] {
  const t = words("find");
  const terms = words("common").terms;
  const one = <T,>(value: T | undefined, label: (value: T) => string, without: Change): (readonly [string, Change])[] =>
    value === undefined ? [] : [[label(value), without]];
  const each = <N extends "theme" | "language" | "access" | "day" | "time">(
    name: N,
    label: (value: NonNullable<Wish[N]>[number]) => string,
  ) => (wish[name] ?? []).map((value) => [label(value), { [name]: toggled<string>(wish[name], value) } as Change] as const);
  const named = (name: FacetName) => (value: string) =>
    facets[name]?.find((facet) => facet.value === value)?.label ?? t.linked[name as keyof typeof t.linked];
  const around = wish.place ? comune : wish.lat ? t.form.nearHere : undefined;
  return [
    ...one(wish.q, (q) => `«${q}»`, { q: undefined }),
    ...one(around, (place) => (wish.within || !wish.place ? t.around(place, wish.within ?? usualReach) : place), {
      place: undefined,
      lat: undefined,
      lon: undefined,
      within: undefined,
    }),
    ...each("theme", (theme) => terms.themes[theme]),
    ...one(wish.from, (day) => t.since(dayDate(day)), { from: undefined }),
    ...one(wish.to, (day) => t.until(dayDate(day)), { to: undefined }),
    ...each("day", (day) => t.form.days[day]),
    ...each("time", (time) => t.form.times[time]),
    ...each("language", languageName),
    ...each("access", (access) => terms.access[access]),
    ...one(wish.skills, (skills) => t.skills(skills), { skills: undefined }),
    ...one(wish.free, () => t.form.free, { free: undefined }),
    ...one(wish.minors, () => t.form.minors, { minors: undefined }),
    ...one(wish.zone, (zone) => zone, { zone: undefined }),
    ...one(wish.body, named("body"), { body: undefined }),
    ...one(wish.project, named("project"), { project: undefined }),
    ...one(wish.plan, named("plan"), { plan: undefined }),
  ];
}
