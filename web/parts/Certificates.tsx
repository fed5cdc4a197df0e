import { For, Show } from "solid-js";
import type { Certificate } from "../../functions/records/contract.ts";
import { answer, api } from "../client.ts";
import { dayDate, duration } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { locale } from "../locale.ts";
import { settings } from "../page.ts";
import { path } from "../routes.ts";
import { Icon } from "./Icon.tsx";
import { MoveButton } from "./MoveButton.tsx";
import { StateBadge } from "./StateBadge.tsx";
import { say } from "./Toast.tsx";

/** The person's certificates: to download, to pass on, to take back. Needs the areas `mine` and `states`. */
export function Certificates(props: { items: readonly Certificate[]; changed: () => unknown }) {
  const t = words("mine").certificates;
  return (
    <Show when={props.items.length > 0} fallback={<p>{t.none}</p>}>
      <ul class="plain-list cards">
        <For each={props.items.toSorted((a, b) => b.issuedAt.localeCompare(a.issuedAt))}>
          {(certificate) => <One of={certificate} changed={props.changed} />}
        </For>
      </ul>
    </Show>
  );
}

function One(props: { of: Certificate; changed: () => unknown }) {
  const t = words("mine").certificates;
  const revoke = (reason: string | undefined) =>
    answer(api.certificates[":id"].revoke.$post({ param: { id: props.of.id }, json: { reason: reason ?? "" } }));
  const revoked = () => {
    say(t.revoked);
    return props.changed();
  };
  return (
    <li>
      <article class="panel certificate">
        <h3>
          {props.of.bodyName} <StateBadge of="certificate" state={props.of.state} />
        </h3>
        <p>
          <strong>{props.of.holder}</strong>
          <br />
          {t.totals(duration(props.of.minutes), t.count(props.of.count))}, {t.period(dayDate(props.of.from), dayDate(props.of.to))}
          <br />
          <span class="soft">{t.issued(dayDate(props.of.issuedAt))}</span>
        </p>
        <Show when={props.of.state === "issued"} fallback={<p class="soft">{props.of.revokedReason}</p>}>
          <div class="actions">
            <a class="btn btn-primary" href={`/api/certificates/${props.of.id}/pdf?lang=${locale()}`} rel="external">
              <Icon name="download" size="sm" /> {t.download}
            </a>
            <MoveButton
              label={t.revoke}
              title={t.revokeTitle}
              reason={{ label: t.revokeReason, hint: t.revokeHint, required: true }}
              run={revoke}
              done={revoked}
            >
              <p>{t.revokeText}</p>
            </MoveButton>
          </div>
          <Share id={props.of.id} />
        </Show>
      </article>
    </li>
  );
}

/** The address that the QR code carries: whoever opens it sees whether the certificate is genuine. */
function Share(props: { id: string }) {
  const t = words("mine").certificates;
  const address = () => settings().origin + path("certificate", { id: props.id });
  const copy = () =>
    navigator.clipboard.writeText(address()).then(
      () => say(t.copied),
      // Not allowed by the browser: the address stands there to be selected.
      () => say(t.notCopied),
    );
  return (
    <details class="unfold">
      <summary>{t.share}</summary>
      <p>{t.shareText}</p>
      <p>
        <a href={path("certificate", { id: props.id })}>{address()}</a>
      </p>
      <button type="button" class="btn btn-sm btn-outline-primary" onClick={copy}>
        <Icon name="files" size="sm" /> {t.copy}
      </button>
    </details>
  );
}
