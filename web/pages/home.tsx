import { createAsync, query, useLocation, usePreloadRoute } from "@solidjs/router";
import { createMemo, createSignal, For, onCleanup, onMount, Show, Suspense } from "solid-js";
import type { FoundListing } from "../../functions/discovery/contract.ts";
import { number } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { FoundMap } from "../map/FoundMap.tsx";
import { ActiveFilters } from "../parts/ActiveFilters.tsx";
import { Filters } from "../parts/Filters.tsx";
import { type Finding, find } from "../parts/finding.ts";
import { FindForm } from "../parts/FindForm.tsx";
import { Head } from "../parts/Head.tsx";
import { createMore, More } from "../parts/More.tsx";
import { NothingFound } from "../parts/NothingFound.tsx";
import { OpportunityCard } from "../parts/OpportunityCard.tsx";
import { SaveSearchButton } from "../parts/SaveSearch.tsx";
import { Skeleton } from "../parts/Spinner.tsx";
import { Subscribe } from "../parts/Subscribe.tsx";
import { ThemeIcon, themeClass } from "../parts/Theme.tsx";
import { themes } from "../parts/themes.ts";
import { searchOf, sorts, toggled, type Wish, wishOf } from "../parts/wish.ts";
import { path } from "../routes.ts";

const findings = query((search: string) => find(wishOf(search)), "findings");

/** The first page: what one can do, where and when, as a list and on the map. */
export default function Home() {
  const t = words("find");
  const here = useLocation();
  const wish = createMemo(() => wishOf(here.search));
  const finding = createAsync(() => findings(here.search));
  // Whoever reads the list will open something of it: on a slow line the page's code is there by then.
  const preload = usePreloadRoute();
  onMount(() => {
    const soon = setTimeout(() => preload(path("opportunity", { id: "opp" }), { preloadData: false }), 1500);
    onCleanup(() => clearTimeout(soon));
  });
  return (
    <>
      <Head title={t.head} description={t.description} />
      <div class="hero">
        <div class="container">
          <h1>{t.title}</h1>
          <p class="hero-lead">{t.lead}</p>
          <FindForm wish={wish()} unknownPlace={!!finding()?.unknownPlace} found={finding()} />
        </div>
      </div>
      <div class="container page-find">
        <Suspense fallback={<Skeleton lines={8} />}>
          <Show when={finding()}>{(found) => <Results wish={wish()} finding={found()} />}</Show>
        </Suspense>
      </div>
      <How />
    </>
  );
}

/** List and map side by side, each pointing at what the other points at. */
function Results(props: { wish: Wish; finding: Finding }) {
  const t = words("find");
  const list = createMore<FoundListing>(
    () => props.finding,
    (cursor) => find({ ...props.wish, cursor }),
  );
  const [pointed, setPointed] = createSignal<string>();
  const pick = (id: string | undefined) => {
    setPointed(id);
    if (id) document.getElementById(id)?.scrollIntoView({ block: "nearest" });
  };
  const listed = createMemo(() => new Map(list.items().map((listing) => [listing.id as string, listing])));
  const filtered = () => searchOf(props.wish, { sort: undefined }) !== "";
  return (
    <>
      <Themes wish={props.wish} finding={props.finding} />
      <ActiveFilters wish={props.wish} comune={props.finding.comune} facets={props.finding.facets} />
      <div class="results-head">
        <div>
          <h2 class="results-title">{filtered() ? t.found : t.coming}</h2>
          <p role="status" class="results-count">
            {t.total(props.finding.total)}
          </p>
        </div>
        <Show when={props.finding.total > 1}>
          <Order wish={props.wish} />
        </Show>
      </div>
      <Show when={props.finding.corrected}>{(meant) => <p class="results-meant">{t.corrected(meant())}</p>}</Show>
      <Show when={list.items().length > 0} fallback={<NothingFound wish={props.wish} loosen={props.finding.loosen} />}>
        <div class="list-and-map">
          <div>
            <ul class="plain-list cards">
              <For each={list.items()}>
                {(listing) => (
                  <li>
                    <OpportunityCard listing={listing} selected={pointed() === listing.id} onPoint={setPointed} />
                  </li>
                )}
              </For>
            </ul>
            <More list={list} href={path("home") + searchOf(props.wish, { cursor: list.next() ?? undefined })} />
          </div>
          <div class="map-side">
            <FoundMap label={t.map} wish={props.wish} pointed={listed().get(pointed() ?? "")} onPick={pick} />
          </div>
        </div>
      </Show>
      <div class="follow">
        <SaveSearchButton wish={props.wish}>{t.save}</SaveSearchButton>
        <Subscribe wish={props.wish} />
      </div>
    </>
  );
}

/** Every theme with how much there is of it: one tap narrows, another widens. */
function Themes(props: { wish: Wish; finding: Finding }) {
  const t = words("find");
  const terms = words("common").terms;
  const counts = createMemo(() => new Map(props.finding.facets.theme?.map(({ value, count }) => [value, count])));
  const offered = () => themes.filter((theme) => counts().has(theme) || props.wish.theme?.includes(theme));
  return (
    <Show when={offered().length > 1}>
      <nav aria-label={t.form.theme}>
        <ul class="theme-row">
          <For each={offered()}>
            {(theme) => {
              const on = () => props.wish.theme?.includes(theme);
              return (
                <li>
                  <a
                    class={`plain chip theme-chip ${themeClass(theme)}`}
                    classList={{ on: !!on() }}
                    href={path("home") + searchOf(props.wish, { theme: toggled(props.wish.theme, theme) })}
                    aria-current={on() ? "true" : undefined}
                  >
                    <ThemeIcon theme={theme} /> {terms.themes[theme]} <small>{number(counts().get(theme) ?? 0)}</small>
                  </a>
                </li>
              );
            }}
          </For>
        </ul>
      </nav>
    </Show>
  );
}

function Order(props: { wish: Wish }) {
  const t = words("find");
  const usual = () => (props.wish.q ? "relevance" : "date");
  const offered = () =>
    sorts.filter(
      (sort) =>
        (sort !== "relevance" || props.wish.q) && (sort !== "distance" || props.wish.lat || (props.wish.place && props.wish.within)),
    );
  return (
    <Show when={offered().length > 1}>
      <Filters
        label={t.order}
        choices={offered().map((sort) => ({
          label: t.sorts[sort],
          href: path("home") + searchOf(props.wish, { sort: sort === usual() ? undefined : sort }),
          chosen: (props.wish.sort ?? usual()) === sort,
        }))}
      />
    </Show>
  );
}

function How() {
  const t = words("find").how;
  return (
    <section class="how">
      <div class="container">
        <h2>{t.title}</h2>
        <ol class="how-steps">
          <For each={t.steps}>
            {([name, text]) => (
              <li>
                <h3>{name}</h3>
                <p>{text}</p>
              </li>
            )}
          </For>
        </ol>
        <a class="btn btn-outline-primary" href={path("about")}>
          {t.more}
        </a>
      </div>
    </section>
  );
}
