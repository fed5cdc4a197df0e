import { useLocation, useNavigate } from "@solidjs/router";
import { createSignal, onMount, Show } from "solid-js";
import type { Me } from "../../functions/people/contract.ts";
import { words } from "../i18n/words.ts";
import { EmailCode } from "../parts/EmailCode.tsx";
import { Head } from "../parts/Head.tsx";
import { Notice } from "../parts/Notice.tsx";
import { me } from "../parts/session.ts";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

/** Where to go after signing in: an address of ours, never another site's. */
const nextOf = (search: string): string => {
  const next = new URLSearchParams(search).get("next") ?? "";
  return /^\/(?![/\\])/.test(next) ? next : path("home");
};

export default function SignIn() {
  const t = words("account");
  const here = useLocation();
  const navigate = useNavigate();
  const [alive, setAlive] = createSignal(false);
  onMount(() => setAlive(true));
  const known = () => (alive() && me()?.person.name ? me() : undefined);
  const goOn = ({ person }: Me) => {
    say(t.welcome(person.name));
    navigate(nextOf(here.search), { replace: true });
  };
  return (
    <div class="container page narrow">
      <Head title={t.title} description={t.description} />
      <h1>{t.title}</h1>
      <noscript>
        <p>{t.needsScript}</p>
      </noscript>
      <Show
        when={known()}
        fallback={
          <>
            <p class="lead">{t.lead}</p>
            <EmailCode label={t.enter} needsName done={goOn} />
            <p class="soft form-note">
              {t.privacy} <a href={path("privacy")}>{t.privacyLink}</a>
            </p>
          </>
        }
      >
        {(person) => (
          <Notice tone="success" title={t.already(person().person.name)}>
            <p>
              <a href={nextOf(here.search)}>{t.goOn}</a>
            </p>
          </Notice>
        )}
      </Show>
    </div>
  );
}
