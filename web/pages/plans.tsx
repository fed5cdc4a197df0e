import { createAsync, query } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { Plan } from "../../functions/plans/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import { Head } from "../parts/Head.tsx";
import { Icon } from "../parts/Icon.tsx";
import { periodOf } from "../parts/PublicProjectCard.tsx";
import { path } from "../routes.ts";

/** Only what the list shows travels with the page: a territory may name all 273 Comuni. */
const plansInShort = query(async () => {
  const { items } = await answer(api.plans.$get());
  return items.map(({ id, title, zone, workPackage, from, to, territory }) => ({
    id,
    title,
    zone,
    workPackage,
    from,
    to,
    comuni: territory.length,
  }));
}, "plans-in-short");

type WorkPackage = Plan["workPackage"];
const order: readonly WorkPackage[] = ["wp4", "wp1", "wp2", "wp3"];

export default function PlansPage() {
  const t = words("directory").plans;
  const states = words("states");
  const found = createAsync(() => plansInShort());
  const of = (wanted: WorkPackage) => (found() ?? []).filter(({ workPackage }) => workPackage === wanted);
  return (
    <div class="container page">
      <Head title={t.title} description={t.description} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Show when={found()}>
        <Show
          when={found()!.length > 0}
          fallback={
            <EmptyState icon="map-marker" title={t.none} text={t.noneText}>
              <a class="btn btn-primary" href={path("home")}>
                {words("directory").find}
              </a>
            </EmptyState>
          }
        >
          <div class="stack">
            <For each={order.filter((each) => of(each).length > 0)}>
              {(workPackage) => (
                <section>
                  <h2>{states.workPackages[workPackage]}</h2>
                  <ul class="plain-list grid">
                    <For each={of(workPackage)}>
                      {(plan) => (
                        <li>
                          <article class="card">
                            <div class="card-body">
                              <h3 class="card-title">
                                <a class="stretched" href={path("plan", { id: plan.id })}>
                                  {plan.title}
                                </a>
                              </h3>
                              <p class="card-by">{plan.zone}</p>
                              <p class="card-line">
                                <Icon name="map-marker" size="sm" /> {t.comuni(plan.comuni)}
                              </p>
                              <p class="card-line">
                                <Icon name="calendar" size="sm" /> {periodOf(plan)}
                              </p>
                            </div>
                          </article>
                        </li>
                      )}
                    </For>
                  </ul>
                </section>
              )}
            </For>
          </div>
        </Show>
      </Show>
    </div>
  );
}
