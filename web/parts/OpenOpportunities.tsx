import { For, Show } from "solid-js";
import type { Found, FoundListing } from "../../functions/discovery/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { createMore, More } from "./More.tsx";
import { OpportunityCard } from "./OpportunityCard.tsx";

type Of = { readonly project: FoundListing["project"] } | { readonly body: FoundListing["body"] };

/** The open opportunities of a project or a body, the nearest date first. */
export const openOpportunities = (of: Of, cursor?: string): Promise<Found> =>
  answer(api.opportunities.$get({ query: { ...of, limit: 10, ...(cursor && { cursor }) } }));

/** As a list under a heading of its own. `none` says that there are none. Needs the areas `directory`. */
export function OpenOpportunities(props: { title: string; none: string; of: Of; first: Found }) {
  const list = createMore<FoundListing>(
    () => props.first,
    (cursor) => openOpportunities(props.of, cursor),
  );
  return (
    <section>
      <h2>{props.title}</h2>
      <Show
        when={list.items().length > 0}
        fallback={
          <>
            <p>{props.none}</p>
            <a class="btn btn-outline-primary" href={path("home")}>
              {words("directory").find}
            </a>
          </>
        }
      >
        <ul class="plain-list cards">
          <For each={list.items()}>
            {(listing) => (
              <li>
                <OpportunityCard listing={listing} />
              </li>
            )}
          </For>
        </ul>
        <More list={list} />
      </Show>
    </section>
  );
}
