import { createAsync, query, useLocation } from "@solidjs/router";
import { createMemo, createSignal, For, Show, Suspense } from "solid-js";
import type { FoundListing } from "../../functions/discovery/contract.ts";
import { shortDate, timeRange } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import type { Mark } from "../map/clusters.ts";
import { PointsMap } from "../map/PointsMap.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { ActiveFilters, FindForm } from "../parts/FindForm.tsx";
import { type Finding, find } from "../parts/finding.ts";
import { Head } from "../parts/Head.tsx";
import { createMore, More } from "../parts/More.tsx";
import { OpportunityCard } from "../parts/OpportunityCard.tsx";
import { Skeleton } from "../parts/Spinner.tsx";
import { searchOf, type Wish, wishOf } from "../parts/wish.ts";
import { path } from "../routes.ts";

const findings = query((search: string) => find(wishOf(search)), "findings");

/** The first page: what one can do, where and when, as a list and on the map. */
export default function Home() {
  const t = words("find");
  const here = useLocation();
  const wish = createMemo(() => wishOf(here.search));
  const finding = createAsync(() => findings(here.search));
  return (
    <>
      <Head title={t.head} description={t.description} />
      <div class="hero">
        <div class="container">
          <h1>{t.title}</h1>
          <p class="hero-lead">{t.lead}</p>
          <FindForm wish={wish()} unknownPlace={!!finding()?.unknownPlace} />
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
  const filtered = () => searchOf(props.wish) !== "";
  return (
    <>
      <ActiveFilters wish={props.wish} comune={props.finding.comune} />
      <h2 class="results-title">{filtered() ? t.found : t.coming}</h2>
      <p class="visually-hidden" role="status">
        {t.shown(list.items().length)}
      </p>
      <Show when={list.items().length > 0} fallback={<NothingFound wish={props.wish} />}>
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
            <More list={list} href={path("home") + nextSearch(props.wish, list.next())} />
          </div>
          <div class="map-side">
            <PointsMap label={t.map} marks={list.items().map(markOf)} selected={pointed()} onSelect={pick} />
          </div>
        </div>
      </Show>
    </>
  );
}

const nextSearch = (wish: Wish, next: string | null): string => searchOf(wish, { cursor: next ?? undefined });

const markOf = (listing: FoundListing): Mark => ({
  id: listing.id,
  ...listing.point,
  title: listing.title,
  line: `${shortDate(listing.startsAt)}, ${timeRange(listing.startsAt, listing.endsAt)} · ${listing.comuneName}`,
  href: path("opportunity", { id: listing.id }),
});

/** Which filter to loosen, one press each; the widest first step first. */
function NothingFound(props: { wish: Wish }) {
  const t = words("find").empty;
  const wider = () => ((props.wish.within ?? 0) < 20 ? 20 : 50);
  const placed = () => !!(props.wish.place ?? props.wish.lat);
  const steps = () => [
    ...(placed() && (props.wish.within ?? 0) < 50 ? [[t.wider(wider()), { within: wider() }] as const] : []),
    ...(props.wish.from || props.wish.to ? [[t.anyDate, { from: undefined, to: undefined }] as const] : []),
    ...(props.wish.theme ? [[t.anyTheme, { theme: undefined }] as const] : []),
    ...(props.wish.language ? [[t.anyLanguage, { language: undefined }] as const] : []),
  ];
  return (
    <Show when={searchOf(props.wish)} fallback={<EmptyState icon="calendar" title={t.none} />}>
      <EmptyState icon="search" title={t.title} text={t.text}>
        <For each={steps()}>
          {([label, change], index) => (
            <a class={index() === 0 ? "btn btn-primary" : "btn btn-outline-primary"} href={path("home") + searchOf(props.wish, change)}>
              {label}
            </a>
          )}
        </For>
        <a class="btn btn-outline-primary" href={path("home")}>
          {t.all}
        </a>
      </EmptyState>
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
