import { createAsync, revalidate, useParams } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { Body, BodyFile, BodyReview as Review } from "../../functions/bodies/contract.ts";
import { answer, api } from "../client.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { roleIn } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { BodyFacts } from "../parts/BodyFacts.tsx";
import { bodiesIn, bodyFile, verifiedBodies, waitingForStaff } from "../parts/files.ts";
import { History } from "../parts/History.tsx";
import { standing } from "../parts/insured.ts";
import { MoveButton } from "../parts/MoveButton.tsx";
import { Notice } from "../parts/Notice.tsx";
import { StaffOnly } from "../parts/StaffOnly.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

export default function BodyReview() {
  const params = useParams<{ id: string }>();
  return (
    <StaffOnly title={words("review").bodies}>
      <Reviewed id={params.id} />
    </StaffOnly>
  );
}

/** A body as ANCI's staff check it. */
function Reviewed(props: { id: string }) {
  const t = words("review");
  const file = createAsync(() => bodyFile(props.id));
  return (
    <Show when={file.latest}>
      {(file) => (
        <div class="container page">
          <Back href={path("review")} label={t.back} />
          <h1>{t.bodyTitle(file().body.name)}</h1>
          <p class="head-line">
            <StateBadge of="body" state={file().body.state} />
          </p>
          <div class="columns">
            <div class="stack">
              <section>
                <h2>{t.data}</h2>
                <BodyFacts body={file().body} />
              </section>
              <Decide body={file().body} />
              <section>
                <h2>{t.history}</h2>
                <History of="body" moves={file().history} />
              </section>
            </div>
            <Inside file={file()} />
          </div>
        </div>
      )}
    </Show>
  );
}

function Inside(props: { file: BodyFile }) {
  const t = words("review");
  const { roles } = words("states");
  const { policyState } = words("body");
  return (
    <aside class="panel stack">
      <section>
        <h2>{t.people}</h2>
        <ul class="plain-list">
          <For each={props.file.members}>
            {(member) => (
              <li>
                {member.name} <span class="soft">({roles[member.role]})</span>
              </li>
            )}
          </For>
        </ul>
      </section>
      <section>
        <h2>{t.policies}</h2>
        <Show when={props.file.policies.length > 0} fallback={<p>{t.noPolicies}</p>}>
          <ul class="plain-list">
            <For each={props.file.policies}>
              {(policy) => (
                <li>
                  {policy.insurer}, {dayDate(policy.validTo)} <span class="soft">({policyState[standing(policy)]})</span>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
    </aside>
  );
}

/** The moves that staff have in each state; those that need a reason ask for it. */
const movesIn: Record<Body["state"], readonly Review["move"][]> = {
  draft: [],
  submitted: ["verify", "return"],
  returned: [],
  verified: ["suspend", "close"],
  suspended: ["reinstate"],
  closed: [],
};
const withReason: ReadonlySet<Review["move"]> = new Set(["return", "suspend"]);

function Decide(props: { body: Body }) {
  const t = words("review");
  const bodies = createAsync(async () => (props.body.voucher ? verifiedBodies() : []));
  const voucher = () => bodies.latest?.find(({ id }) => id === props.body.voucher)?.name ?? "";
  const moves = () => movesIn[props.body.state];
  const notVouched = () => props.body.state === "submitted" && props.body.kind === "informal_group" && !props.body.vouchedAt;
  return (
    <section class="panel">
      <h2>{t.decide}</h2>
      <Switch
        fallback={
          <>
            <Show when={notVouched()}>
              <Notice tone="warning">
                <p>{t.notVouched(voucher())}</p>
              </Notice>
            </Show>
            <Show when={props.body.state === "submitted" && props.body.runtsSection}>
              <p class="soft">{t.similar}</p>
            </Show>
            <div class="actions">
              <For each={moves().filter((move) => move !== "verify" || !notVouched())}>
                {(move) => <Move body={props.body} move={move} />}
              </For>
            </div>
          </>
        }
      >
        <Match when={roleIn(props.body.id)}>
          <p>{t.ownBody}</p>
        </Match>
        <Match when={moves().length === 0}>
          <p>{t.noMoves}</p>
        </Match>
      </Switch>
    </section>
  );
}

const titles = {
  verify: "verifyTitle",
  return: "returnTitle",
  suspend: "suspendTitle",
  reinstate: "reinstateTitle",
  close: "closeTitle",
} as const satisfies Record<Review["move"], string>;
const texts = {
  verify: "verifyText",
  return: "returnText",
  suspend: "suspendText",
  reinstate: "reinstateText",
  close: "closeText",
} as const satisfies Record<Review["move"], string>;

function Move(props: { body: Body; move: Review["move"] }) {
  const t = words("review");
  const title = () => {
    const said = t[titles[props.move]];
    return typeof said === "string" ? said : said(props.body.name);
  };
  const run = async (reason: string | undefined) => {
    await answer(api.bodies[":id"].review.$post({ param: { id: props.body.id }, json: { move: props.move, reason } }));
    await revalidate([bodyFile.key, bodiesIn.key, waitingForStaff.key, verifiedBodies.key]);
    say(t.done[props.move]);
  };
  return (
    <MoveButton
      class={["verify", "reinstate"].includes(props.move) ? "btn btn-primary" : "btn btn-outline-primary"}
      label={t[props.move]}
      title={title()}
      run={run}
      {...(withReason.has(props.move) && { reason: { label: t.reason, hint: t.reasonHint, required: true } })}
    >
      <p>{t[texts[props.move]]}</p>
    </MoveButton>
  );
}
