import { createAsync, revalidate, useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { Feed, FeedDraft } from "../../functions/exchange/contract.ts";
import { answer, api } from "../client.ts";
import { dateTime } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Back } from "../parts/Back.tsx";
import { EmptyState } from "../parts/EmptyState.tsx";
import { FeedCounts } from "../parts/FeedCounts.tsx";
import { allFeeds } from "../parts/feedFiles.ts";
import { FeedForm } from "../parts/FeedForm.tsx";
import { RunBadge } from "../parts/FeedLog.tsx";
import { Icon } from "../parts/Icon.tsx";
import { StaffOnly } from "../parts/StaffOnly.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { Table } from "../parts/Table.tsx";
import { path } from "../routes.ts";

export default function FeedsPage() {
  return (
    <StaffOnly title={words("exchange").title}>
      <Feeds />
    </StaffOnly>
  );
}

/** All feeds of other platforms with how they are, for ANCI's staff; a new one begins here. */
function Feeds() {
  const t = words("exchange");
  const navigate = useNavigate();
  const feeds = createAsync(() => allFeeds());
  const [writing, setWriting] = createSignal(false);
  const create = (draft: FeedDraft) => answer(api.feeds.$post({ json: draft }));
  const done = async ({ id }: Feed) => {
    await revalidate(allFeeds.key);
    navigate(path("feed", { id }));
  };
  return (
    <div class="container page stack">
      <div>
        <Back href={path("desk")} label={t.back} />
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
      </div>
      <Show
        when={writing()}
        fallback={
          <p class="actions">
            <button type="button" class="btn btn-primary" onClick={() => setWriting(true)}>
              <Icon name="plus" size="sm" /> {t.new}
            </button>
          </p>
        }
      >
        <section class="panel narrow" aria-labelledby="new-feed">
          <h2 id="new-feed">{t.new}</h2>
          <FeedForm
            submit={create}
            done={(feed) => void done(feed)}
            label={t.form.create}
            beside={
              <button type="button" class="btn btn-outline-primary" onClick={() => setWriting(false)}>
                {words("common").cancel}
              </button>
            }
          />
        </section>
      </Show>
      <Show when={feeds.latest}>
        {(feeds) => (
          <Show when={feeds().length > 0} fallback={<EmptyState icon="refresh" title={t.none} text={t.noneText} />}>
            <Table
              caption={t.title}
              rows={feeds()}
              columns={[
                {
                  label: t.col.feed,
                  cell: ({ feed }) => (
                    <>
                      <a href={path("feed", { id: feed.id })}>{feed.name}</a>
                      <br />
                      <small class="soft">
                        {feed.publisher} · {t.formats[feed.format]}
                      </small>
                    </>
                  ),
                },
                { label: t.col.state, cell: ({ feed }) => <StateBadge of="feed" state={feed.state} /> },
                {
                  label: t.col.last,
                  cell: ({ lastRun }) => (
                    <Show when={lastRun} fallback={t.never}>
                      {dateTime(lastRun!.at)} <RunBadge outcome={lastRun!.outcome} />
                    </Show>
                  ),
                },
                { label: t.col.items, cell: ({ lastRun }) => <Show when={lastRun}>{(run) => <FeedCounts counts={run().counts} />}</Show> },
                { label: t.col.next, cell: ({ nextRunAt }) => (nextRunAt ? dateTime(nextRunAt) : "–") },
              ]}
            />
          </Show>
        )}
      </Show>
    </div>
  );
}
