import { createSignal, Show } from "solid-js";
import type { Duplicate, Judgement } from "../../functions/exchange/contract.ts";
import { answer, api } from "../client.ts";
import { dateTime, number } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { Act } from "./Act.tsx";
import { Icon } from "./Icon.tsx";
import { type Column, Table } from "./Table.tsx";
import { say } from "./Toast.tsx";

const judge = (feed: string, item: string, judgement: Judgement) =>
  answer(api.feeds[":id"].items[":item"].judgement.$post({ param: { id: feed, item }, json: judgement }));
export const showAgain = (feed: string, item: string) => judge(feed, item, { verdict: "show" });

const hundred = (share: number): string => number(share * 100, { maximumFractionDigits: 0 });
const keyOf = ({ item, other }: Duplicate): string => `${item.id} ${other.id}`;

/** Items of the feed that somebody else publishes too, most alike first; looked for when asked, page by page. */
export function FeedDuplicates(props: { feed: string; changed: () => void }) {
  const t = words("exchange").duplicates;
  const [pairs, setPairs] = createSignal<readonly Duplicate[]>();
  const [next, setNext] = createSignal<string | null>(null);
  const look = async () => {
    const found = await answer(
      api.feeds[":id"].duplicates.$get({ param: { id: props.feed }, query: { ...(next() && { cursor: next()! }) } }),
    );
    setPairs([...(pairs() ?? []), ...found.items]);
    setNext(found.next);
  };
  const decide = async (pair: Duplicate, judgement: Judgement) => {
    await judge(props.feed, pair.item.id, judgement);
    const gone = (each: Duplicate) => (judgement.verdict === "hide" ? each.item.id === pair.item.id : keyOf(each) === keyOf(pair));
    setPairs((before) => before?.filter((each) => !gone(each)));
    say(judgement.verdict === "hide" ? t.hidden : t.differentSaid);
    props.changed();
  };
  const columns: readonly Column<Duplicate>[] = [
    { label: t.col.item, cell: ({ item }) => <Side {...item} /> },
    { label: t.col.other, cell: ({ other }) => <Side {...other} url={other.url ?? path("opportunity", { id: other.id })} /> },
    {
      label: t.col.alike,
      cell: ({ likeness }) => (
        <>
          {t.alike(hundred(likeness.score))}
          <br />
          <small class="soft">{t.parts(hundred(likeness.title), hundred(likeness.place), hundred(likeness.dates))}</small>
        </>
      ),
    },
    {
      label: t.col.decide,
      cell: (pair) => (
        <div class="actions">
          <Act class="btn btn-sm btn-outline-primary" run={() => decide(pair, { verdict: "hide" })}>
            {t.hide}
          </Act>
          <Act class="btn btn-sm btn-outline-primary" run={() => decide(pair, { verdict: "different", from: pair.other.id })}>
            {t.different}
          </Act>
        </div>
      ),
    },
  ];
  return (
    <section class="stack" aria-labelledby="duplicates">
      <h2 id="duplicates">{t.title}</h2>
      <p>{t.text}</p>
      <Show when={pairs()}>
        {(known) => (
          <Show when={known().length > 0} fallback={<p role="status">{t.none}</p>}>
            <Table caption={t.title} columns={columns} rows={known()} />
          </Show>
        )}
      </Show>
      <Show when={!pairs() || next()}>
        <div>
          <Act class="btn btn-outline-primary" run={look}>
            {pairs() ? words("common").more : t.look}
          </Act>
        </div>
      </Show>
    </section>
  );
}

const Side = (props: { title: string; url: string; startsAt: string; comuneName: string; bodyName?: string }) => (
  <>
    <a href={props.url} rel="external noreferrer">
      {props.title} <Icon name="external-link" size="sm" />
    </a>
    <br />
    <small class="soft">
      {dateTime(props.startsAt)} · {props.comuneName}
      <Show when={props.bodyName}> · {props.bodyName}</Show>
    </small>
  </>
);
