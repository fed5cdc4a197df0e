import { createSignal, Show } from "solid-js";
import { words } from "../i18n/words.ts";
import { createAct, ProblemNotice } from "./Act.tsx";

type PageOf<T> = { readonly items: readonly T[]; readonly next: string | null };

/**
 * A list that grows by "show more". `first` is the page that came with the document; `fetch` gets the page after a cursor.
 * `reset` begins anew with another first page.
 */
export function createMore<T>(first: () => PageOf<T> | undefined, fetch: (cursor: string) => Promise<PageOf<T>>) {
  const [added, setAdded] = createSignal<{ base: PageOf<T> | undefined; items: readonly T[]; next: string | null }>({
    base: undefined,
    items: [],
    next: null,
  });
  const current = () => {
    const base = first();
    const more = added();
    // What was added belongs to the first page it was added to.
    return more.base && more.base === base ? more : { base, items: [], next: base?.next ?? null };
  };
  const items = (): readonly T[] => [...(first()?.items ?? []), ...current().items];
  const { act, busy, problem } = createAct(async () => {
    const { base, items: before, next } = current();
    if (!next) return;
    const page = await fetch(next);
    if (base === first()) setAdded({ base, items: [...before, ...page.items], next: page.next });
  });
  return { items, more: act, busy, problem, next: () => current().next };
}

/** The button under such a list. `href` is the same without JavaScript. */
export function More(props: { list: ReturnType<typeof createMore>; href?: string }) {
  const t = words("common");
  return (
    <Show when={props.list.next()}>
      <p class="more">
        <a
          class="btn btn-outline-primary"
          href={props.href ?? "#"}
          role={props.href ? undefined : "button"}
          rel="external"
          aria-disabled={props.list.busy() ? "true" : undefined}
          onClick={(event) => {
            event.preventDefault();
            void props.list.more();
          }}
        >
          {props.list.busy() ? t.loadingMore : t.more}
        </a>
      </p>
      <Show when={props.list.problem()}>{(problem) => <ProblemNotice problem={problem()} />}</Show>
    </Show>
  );
}
