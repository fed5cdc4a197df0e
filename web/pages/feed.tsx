import { createAsync, revalidate, useParams } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { Feed, FeedDraft, FeedFile, FeedMove } from "../../functions/exchange/contract.ts";
import { answer, api, ifMatch } from "../client.ts";
import { dateTime } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Act } from "../parts/Act.tsx";
import { Back } from "../parts/Back.tsx";
import { FeedDuplicates, showAgain } from "../parts/FeedDuplicates.tsx";
import { allFeeds, feedFile, readFeed } from "../parts/feedFiles.ts";
import { FeedForm } from "../parts/FeedForm.tsx";
import { FeedLog } from "../parts/FeedLog.tsx";
import { FeedTrial } from "../parts/FeedTrial.tsx";
import { type Difference, Meanwhile, saving } from "../parts/Meanwhile.tsx";
import { MoveButton } from "../parts/MoveButton.tsx";
import { Notice } from "../parts/Notice.tsx";
import { StaffOnly } from "../parts/StaffOnly.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

export default function FeedPage() {
  const params = useParams<{ id: string }>();
  return (
    <StaffOnly title={words("exchange").title}>
      <Whole id={params.id} />
    </StaffOnly>
  );
}

const anew = () => revalidate([feedFile.key, allFeeds.key]);

/** One feed: how it is, what a reading would do, what others publish too, its log, and how it is read. */
function Whole(props: { id: string }) {
  const t = words("exchange");
  const file = createAsync(() => feedFile(props.id));
  return (
    <Show when={file.latest}>
      {(file) => (
        <div class="container page stack">
          <div>
            <Back href={path("feeds")} label={t.backToFeeds} />
            <h1>{file().feed.name}</h1>
            <p class="soft">
              {file().feed.publisher} · {t.formats[file().feed.format]}
            </p>
          </div>
          <Standing file={file()} />
          <FeedTrial id={props.id} />
          <Show when={file().feed.state !== "draft"}>
            <FeedDuplicates feed={props.id} changed={() => void anew()} />
            <Hidden file={file()} />
          </Show>
          <FeedLog runs={file().runs} />
          <Settings file={file()} />
        </div>
      )}
    </Show>
  );
}

function Standing(props: { file: FeedFile }) {
  const t = words("exchange");
  const feed = () => props.file.feed;
  const param = () => ({ id: feed().id });
  const move = (move: FeedMove["move"]) => answer(api.feeds[":id"].moves.$post({ param: param(), json: { move } }));
  const run = (accept: boolean) => answer(api.feeds[":id"].runs.$post({ param: param(), json: { accept } }));
  const after = (said: string) => {
    say(said);
    void anew();
  };
  const isRead = () => feed().state === "active" || feed().state === "quarantined";
  return (
    <section class="stack">
      <p>
        <StateBadge of="feed" state={feed().state} />{" "}
        <Show when={props.file.nextRunAt}>
          {(at) => (
            <span class="soft">
              {t.col.next}: {dateTime(at())}
            </span>
          )}
        </Show>
      </p>
      <Show when={feed().state === "quarantined" && feed().shrunk}>
        {(shrunk) => (
          <Notice tone="warning" title={t.quarantine.title}>
            <p>{t.quarantine.text(shrunk().gone, shrunk().known)}</p>
            <MoveButton
              label={t.quarantine.accept}
              title={t.quarantine.acceptTitle}
              run={() => run(true)}
              done={() => after(t.quarantine.accepted)}
            >
              <p>{t.quarantine.acceptText}</p>
            </MoveButton>
          </Notice>
        )}
      </Show>
      <div class="actions">
        <Show when={!isRead()}>
          <Act run={async () => (await move("activate"), after(t.moves.activated))}>{t.moves.activate}</Act>
        </Show>
        <Show when={isRead()}>
          <Act run={async () => (await run(false), after(t.moves.ran))}>{t.moves.run}</Act>
          <MoveButton label={t.moves.pause} title={t.moves.pauseTitle} run={() => move("pause")} done={() => after(t.moves.paused)}>
            <p>{t.moves.pauseText}</p>
          </MoveButton>
        </Show>
        <Show when={feed().state !== "draft"}>
          <MoveButton
            label={t.moves.withdraw}
            title={t.moves.withdrawTitle}
            run={() => move("withdraw")}
            done={() => after(t.moves.withdrawn)}
          >
            <p>{t.moves.withdrawText}</p>
          </MoveButton>
        </Show>
      </div>
    </section>
  );
}

function Hidden(props: { file: FeedFile }) {
  const t = words("exchange").hidden;
  const show = async (item: string) => {
    await showAgain(props.file.feed.id, item);
    say(t.shown);
    await anew();
  };
  return (
    <Show when={props.file.hidden.length > 0}>
      <section aria-labelledby="hidden">
        <h2 id="hidden">{t.title}</h2>
        <ul class="plain-list">
          <For each={props.file.hidden}>
            {(item) => (
              <li>
                <a href={item.url} rel="external noreferrer">
                  {item.title}
                </a>{" "}
                <Act class="btn btn-sm btn-outline-primary" run={() => show(item.id)}>
                  {t.show}
                </Act>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function Settings(props: { file: FeedFile }) {
  const t = words("exchange");
  // What this person began with; `theirs` is what somebody else saved since.
  const [theirs, setTheirs] = createSignal<Feed>();
  const [taken, setTaken] = createSignal<Feed>();
  const begun = () => taken() ?? props.file.feed;
  const save = (draft: FeedDraft) =>
    saving(
      () => answer(api.feeds[":id"].$put({ param: { id: begun().id }, json: draft }, ifMatch((theirs() ?? begun()).version))),
      async () => setTheirs((await readFeed(begun().id)).feed),
    );
  const done = (feed: Feed) => {
    setTaken(feed);
    setTheirs();
    say(t.form.saved);
    void anew();
  };
  return (
    <details class="panel" open={props.file.feed.state === "draft"}>
      <summary>{t.settings}</summary>
      <Show when={theirs()}>
        {(fresh) => (
          <Meanwhile
            differences={differences(begun(), fresh())}
            takeTheirs={() => {
              setTaken(fresh());
              setTheirs();
            }}
          />
        )}
      </Show>
      <Show when={begun()} keyed>
        {(feed) => <FeedForm feed={feed} submit={save} done={done} label={t.form.save} />}
      </Show>
    </details>
  );
}

/** Where the saved feed differs from the one that this person began with, in words. */
function differences(before: Feed, after: Feed): Difference[] {
  const t = words("exchange");
  const { themes } = words("common").terms;
  const spoken = (feed: Feed): Record<string, string> => ({
    [t.form.name]: feed.name,
    [t.form.publisher]: feed.publisher,
    [t.form.address]: feed.address,
    [t.form.format]: t.formats[feed.format],
    [t.form.every]: String(feed.every),
    ...Object.fromEntries(
      Object.entries(feed.mapping.fields).map(([target, source]) => [t.targets[target as keyof typeof t.targets], source]),
    ),
    [t.form.themes]: feed.mapping.themes.map(({ words, theme }) => `${themes[theme]}: ${words}`).join("\n"),
  });
  const old = spoken(before);
  return Object.entries(spoken(after))
    .filter(([label, value]) => value !== old[label])
    .map(([label, theirs]) => ({ label, theirs }));
}
