import { useNavigate } from "@solidjs/router";
import { createSignal, createUniqueId, For, onMount, Show } from "solid-js";
import { dayDate, languageName } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { ComuneField } from "./ComuneField.tsx";
import { DateField, Select } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { themes } from "./themes.ts";
import { distances, languages, searchOf, usualReach, type Wish, wishOf } from "./wish.ts";

/** About a kilometre: enough to find what is near, too little to find a door. */
const degrees = (value: number): string => value.toFixed(2);

/** A plain form whose fields are the address: without JavaScript it works as it stands. */
export function FindForm(props: { wish: Wish; unknownPlace: boolean }) {
  const t = words("find").form;
  const terms = words("terms");
  const common = words("common").form;
  const navigate = useNavigate();
  const go = (wish: Wish) => navigate(path("home") + searchOf(wish), { scroll: false });
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === "string" && value ? [[name, value]] : [],
    );
    go(wishOf(new URLSearchParams(fields).toString()));
  };
  const more = () => !!(props.wish.within ?? props.wish.from ?? props.wish.to ?? props.wish.language);
  return (
    <form class="find-form" method="get" action={path("home")} aria-label={t.label} onSubmit={submit} role="search">
      <div class="find-main">
        <div class="find-place">
          <ComuneField
            name="place"
            label={t.place}
            hint=""
            value={props.wish.place ?? ""}
            error={props.unknownPlace ? common.comuneUnknown : undefined}
          />
          <NearMe found={(lat, lon) => go({ ...props.wish, place: "", lat: degrees(lat), lon: degrees(lon) })} />
        </div>
        <Show when={props.wish.lat && !props.wish.place}>
          <input type="hidden" name="lat" value={props.wish.lat} />
          <input type="hidden" name="lon" value={props.wish.lon} />
        </Show>
        <Select
          name="theme"
          label={t.theme}
          empty={t.anyTheme}
          value={props.wish.theme}
          options={themes.map((theme) => ({ value: theme, label: terms.themes[theme] }))}
        />
        <button type="submit" class="btn btn-primary find-go">
          <Icon name="search" /> {t.search}
        </button>
      </div>
      <details class="find-more" open={more()}>
        <summary>
          <Icon name="funnel" size="sm" /> {t.more}
        </summary>
        <div class="row">
          <Select
            name="within"
            label={t.within}
            empty={t.comuneOnly}
            value={props.wish.within?.toString()}
            options={distances.map((km) => ({ value: String(km), label: t.km(km) }))}
          />
          <DateField name="from" label={t.from} value={props.wish.from ?? ""} />
          <DateField name="to" label={t.to} value={props.wish.to ?? ""} />
          <Select
            name="language"
            label={t.language}
            empty={t.anyLanguage}
            value={props.wish.language}
            options={languages.map((language) => ({ value: language, label: languageName(language) }))}
          />
        </div>
      </details>
    </form>
  );
}

/** Asks the browser where one is: only on a press, and only where the browser can. */
function NearMe(props: { found: (lat: number, lon: number) => void }) {
  const t = words("find").form;
  const id = createUniqueId();
  const [able, setAble] = createSignal(false);
  const [state, setState] = createSignal<"still" | "asking" | "failed">("still");
  onMount(() => setAble("geolocation" in navigator));
  const ask = () => {
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("still");
        props.found(coords.latitude, coords.longitude);
      },
      () => setState("failed"),
      { maximumAge: 600_000, timeout: 10_000 },
    );
  };
  return (
    <Show when={able()}>
      <button type="button" class="btn btn-outline-primary near-me" onClick={ask} aria-describedby={id}>
        <Icon name="map-marker" /> {t.near}
      </button>
      <p class="near-state" id={id} role="status">
        {{ still: "", asking: t.locating, failed: t.notLocated }[state()]}
      </p>
    </Show>
  );
}

/** What narrows the list now, each with the way to take it off. */
export function ActiveFilters(props: { wish: Wish; comune: string | undefined }) {
  const t = words("find");
  const terms = words("terms");
  const filters = (): (readonly [label: string, without: string])[] => {
    const { wish } = props;
    const around = wish.place ? props.comune : wish.lat ? t.form.nearHere : undefined;
    return [
      ...(around
        ? [
            [
              wish.within || !wish.place ? t.around(around, wish.within ?? usualReach) : around,
              searchOf(wish, { place: undefined, lat: undefined, lon: undefined, within: undefined }),
            ] as const,
          ]
        : []),
      ...(wish.theme ? [[terms.themes[wish.theme], searchOf(wish, { theme: undefined })] as const] : []),
      ...(wish.from ? [[t.since(dayDate(wish.from)), searchOf(wish, { from: undefined })] as const] : []),
      ...(wish.to ? [[t.until(dayDate(wish.to)), searchOf(wish, { to: undefined })] as const] : []),
      ...(wish.language ? [[languageName(wish.language), searchOf(wish, { language: undefined })] as const] : []),
    ];
  };
  return (
    <Show when={filters().length > 0}>
      <ul class="chips active-filters" aria-label={t.filters}>
        <For each={filters()}>
          {([label, without]) => (
            <li>
              <a class="chip plain" href={path("home") + without} aria-label={t.remove(label)}>
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
