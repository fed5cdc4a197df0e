import { useLocation } from "@solidjs/router";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import type { Me } from "../../functions/people/contract.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { Head } from "./Head.tsx";
import { Icon } from "./Icon.tsx";
import { me } from "./session.ts";
import { Spinner } from "./Spinner.tsx";

/**
 * A page for people who signed in. The server sends the frame alone; the content is made in the browser once it is known who reads.
 * Around the whole page: `<Private title={t.title}>{(me) => …}</Private>`.
 */
export function Private(props: { title: string; children: (me: Me) => JSX.Element }) {
  const t = words("common");
  const [here, setHere] = createSignal(false);
  onMount(() => setHere(true));
  return (
    <>
      <Head title={props.title} hidden />
      <noscript>
        <div class="container page narrow">
          <h1>{props.title}</h1>
          <p>{t.session.needsScript}</p>
        </div>
      </noscript>
      <Show when={here() && me() !== undefined} fallback={<Spinner page />}>
        <Show when={me()} fallback={<SignInFirst />}>
          {(known) => props.children(known())}
        </Show>
      </Show>
    </>
  );
}

function SignInFirst() {
  const t = words("common");
  const here = useLocation();
  return (
    <div class="container page narrow">
      <div class="empty">
        <Icon name="lock" size="xl" />
        <h1>{t.session.needed}</h1>
        <p>{t.session.neededText}</p>
        <p class="actions">
          <a class="btn btn-primary" href={`${path("sign-in")}?next=${encodeURIComponent(here.pathname + here.search)}`}>
            {t.session.signIn}
          </a>
        </p>
      </div>
    </div>
  );
}
