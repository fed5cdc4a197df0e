import { createAsync } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import type { Body } from "../../functions/bodies/contract.ts";
import { dayDate, languageName, listed } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { allComuni } from "./comuni.ts";
import { verifiedBodies } from "./files.ts";

/** The data of a body as they are read. Needs the areas `body` and `states`. */
export function BodyFacts(props: { body: Body }) {
  const t = words("body");
  const states = words("states");
  const comuni = createAsync(() => allComuni());
  const bodies = createAsync(async () => (props.body.voucher ? verifiedBodies() : []));
  const voucher = () => bodies()?.find(({ id }) => id === props.body.voucher)?.name ?? t.notGiven;
  return (
    <>
      <Show when={props.body.description}>
        <p class="as-written">{props.body.description}</p>
      </Show>
      <dl class="facts">
        <Fact label={t.kind}>{states.bodyKinds[props.body.kind]}</Fact>
        <Fact label={t.comune}>{comuni()?.find(({ code }) => code === props.body.comune)?.name}</Fact>
        <Fact label={t.fields.email}>
          <a href={`mailto:${props.body.email}`}>{props.body.email}</a>
        </Fact>
        <Fact label={t.fields.phone}>{props.body.phone}</Fact>
        <Fact label={t.fields.website}>
          {props.body.website && (
            <a href={props.body.website} rel="external noopener">
              {props.body.website}
            </a>
          )}
        </Fact>
        <Fact label={t.fields.languages}>{listed((props.body.languages ?? []).map(languageName))}</Fact>
        <Fact label={t.fields.taxCode}>{props.body.taxCode}</Fact>
        <Fact label={t.fields.runts}>
          {props.body.runtsSection &&
            t.runtsLine(states.runtsSections[props.body.runtsSection], props.body.runtsSince && dayDate(props.body.runtsSince))}
        </Fact>
        <Show when={props.body.kind === "informal_group"}>
          <Fact label={t.fields.voucher}>
            {voucher()}
            <Show when={props.body.voucher}>
              {" "}
              <span class="soft">({props.body.vouchedAt ? t.vouched(dayDate(props.body.vouchedAt)) : t.notVouched})</span>
            </Show>
          </Fact>
        </Show>
      </dl>
    </>
  );
}

function Fact(props: { label: string; children: JSX.Element }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.children || <span class="soft">{words("body").notGiven}</span>}</dd>
    </>
  );
}
