import { createAsync, query, useLocation } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { PublicBody } from "../../functions/bodies/contract.ts";
import type { BodyKind } from "../../functions/people/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import { Filters } from "../parts/Filters.tsx";
import { Head } from "../parts/Head.tsx";
import { createMore, More } from "../parts/More.tsx";
import { type Place, placesOf } from "../parts/places.ts";
import { path } from "../routes.ts";

const kinds: readonly BodyKind[] = ["migrant_association", "informal_group", "third_sector", "comune", "school", "service", "anci"];
type Wish = { readonly kind?: BodyKind | undefined; readonly cursor?: string | undefined };
const asked = (search: string): Wish => {
  const given = new URLSearchParams(search);
  return { kind: kinds.find((kind) => kind === given.get("kind")), cursor: given.get("cursor") ?? undefined };
};

const find = async (wish: Wish) => {
  const { items, next } = await answer(
    api.directory.bodies.$get({
      query: { limit: 30, ...(wish.kind && { kind: wish.kind }), ...(wish.cursor && { cursor: wish.cursor }) },
    }),
  );
  const places = await placesOf(items.map(({ comune }) => comune));
  return { items: items.map((body) => ({ body, place: places.find(({ code }) => code === body.comune) })), next };
};
const bodiesOf = query((search: string) => find(asked(search)), "public-bodies");

export default function Bodies() {
  const t = words("directory").bodies;
  const states = words("states");
  const here = useLocation();
  const wish = () => asked(here.search);
  const found = createAsync(() => bodiesOf(here.search));
  const list = createMore<{ body: PublicBody; place: Place | undefined }>(found, (cursor) => find({ ...wish(), cursor }));
  const address = ({ kind, cursor }: Wish) => {
    const search = new URLSearchParams({ ...(kind && { kind }), ...(cursor && { cursor }) }).toString();
    return path("bodies") + (search && `?${search}`);
  };
  return (
    <div class="container page">
      <Head title={t.title} description={t.description} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Filters
        label={t.kinds}
        choices={[
          { label: t.anyKind, href: address({}), chosen: !wish().kind },
          ...kinds.map((kind) => ({ label: states.bodyKinds[kind], href: address({ kind }), chosen: wish().kind === kind })),
        ]}
      />
      <Show when={found()}>
        <Show
          when={list.items().length > 0}
          fallback={
            <EmptyState icon="pa" title={t.none} text={t.noneText}>
              <a class="btn btn-primary" href={path("bodies")}>
                {t.all}
              </a>
            </EmptyState>
          }
        >
          <ul class="plain-list grid">
            <For each={list.items()}>
              {({ body, place }) => (
                <li>
                  <article class="card">
                    <div class="card-body">
                      <h2 class="card-title">
                        <a class="stretched" href={path("body", { id: body.id })}>
                          {body.name}
                        </a>
                      </h2>
                      <p class="card-by">{[states.bodyKinds[body.kind], place?.name].filter(Boolean).join(" · ")}</p>
                    </div>
                  </article>
                </li>
              )}
            </For>
          </ul>
          <More list={list} href={address({ ...wish(), cursor: list.next() ?? undefined })} />
        </Show>
      </Show>
    </div>
  );
}
