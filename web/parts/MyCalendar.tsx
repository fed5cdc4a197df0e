import { createAsync, query, revalidate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { answer, api } from "../client.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Act } from "./Act.tsx";
import { say } from "./Toast.tsx";

const myCalendar = query((_person: string) => answer(api.me.calendar.$get()), "my-calendar");

/** My dates in the calendar that I use already, by a secret address: asked for, renewed, ended. Needs the area `mine`. */
export function MyCalendar(props: { person: string }) {
  const t = words("mine").calendar;
  const state = createAsync(() => myCalendar(props.person));
  const [address, setAddress] = createSignal<string>();
  const renew = async () => {
    setAddress((await answer(api.me.calendar.$post())).address);
    await revalidate("my-calendar");
  };
  const end = async () => {
    await answer(api.me.calendar.$delete());
    setAddress();
    say(t.ended);
    await revalidate("my-calendar");
  };
  return (
    <Show when={state()}>
      {(calendar) => (
        <section class="panel">
          <h2>{t.title}</h2>
          <p>{t.text}</p>
          <Show when={address()}>
            {(made) => (
              <>
                <p>{t.once}</p>
                <pre class="code-line">
                  <code>{made()}</code>
                </pre>
                <p>
                  <a class="btn btn-primary" href={made().replace(/^https?:/, "webcal:")} rel="external">
                    {t.open}
                  </a>
                </p>
              </>
            )}
          </Show>
          <Show when={calendar().since}>{(since) => <p class="soft">{t.since(dayDate(since()))}</p>}</Show>
          <div class="actions">
            <Act class="btn btn-outline-primary" run={renew}>
              {calendar().since ? t.renew : t.make}
            </Act>
            <Show when={calendar().since}>
              <Act class="btn btn-outline-primary" run={end}>
                {t.end}
              </Act>
            </Show>
          </div>
        </section>
      )}
    </Show>
  );
}
