import { useNavigate } from "@solidjs/router";
import { createSignal, createUniqueId, For, onMount, Show } from "solid-js";
import type { Found } from "../../functions/discovery/contract.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { ComuneField } from "./ComuneField.tsx";
import { Field } from "./Field.tsx";
import { FilterPanel } from "./FilterPanel.tsx";
import { Icon } from "./Icon.tsx";
import { narrowed, searchOf, type Wish, wishOf } from "./wish.ts";

/** About a kilometre: enough to find what is near, too little to find a door. */
const degrees = (value: number): string => value.toFixed(2);

/** What has no field of its own and goes along all the same. */
const silent = ["sort", "zone", "body", "project", "plan", "skills"] as const;

/** A plain form whose fields are the address: without JavaScript it works as it stands. */
export function FindForm(props: { wish: Wish; unknownPlace: boolean; found: Found | undefined }) {
  const t = words("find").form;
  const common = words("common").form;
  const navigate = useNavigate();
  let form!: HTMLFormElement;
  const go = (wish: Wish, replace = false) => navigate(path("home") + searchOf(wish), { scroll: false, replace });
  const asked = (): Wish => {
    const fields = [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" && value ? [[name, value]] : []));
    return wishOf(new URLSearchParams(fields).toString());
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    go(asked());
  };
  return (
    <form class="find-form" method="get" action={path("home")} aria-label={t.label} onSubmit={submit} role="search" ref={form}>
      <div class="find-main">
        <Field
          type="search"
          name="q"
          label={t.words}
          placeholder={t.example}
          value={props.wish.q ?? ""}
          maxLength={200}
          autocomplete="off"
        />
        <div class="find-place">
          <ComuneField
            name="place"
            label={t.place}
            hint=""
            value={props.wish.place ?? ""}
            error={props.unknownPlace ? common.comuneUnknown : undefined}
          />
          <NearMe found={(lat, lon) => go({ ...asked(), place: "", lat: degrees(lat), lon: degrees(lon) })} />
        </div>
        <Show when={props.wish.lat && !props.wish.place}>
          <input type="hidden" name="lat" value={props.wish.lat} />
          <input type="hidden" name="lon" value={props.wish.lon} />
        </Show>
        <For each={silent}>
          {(name) => <Show when={props.wish[name]}>{(value) => <input type="hidden" name={name} value={value()} />}</Show>}
        </For>
        <button type="submit" class="btn btn-primary find-go">
          <Icon name="search" /> {t.search}
        </button>
      </div>
      {/* A choice takes effect at once; going back leaves the search rather than each tick. What is chosen is told above the list. */}
      <details class="find-more" onChange={() => go(asked(), true)}>
        <summary>
          <Icon name="funnel" size="sm" /> {t.more}
          <Show when={narrowed(props.wish)}>{(count) => <span class="count">{count()}</span>}</Show>
        </summary>
        <FilterPanel wish={props.wish} facets={props.found?.facets ?? {}} />
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
