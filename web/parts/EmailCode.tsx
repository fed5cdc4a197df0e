import { createSignal, type JSX, Match, onMount, Show, Switch } from "solid-js";
import type { Challenge, Me } from "../../functions/people/contract.ts";
import { answer, api, ProblemError, problemIn } from "../client.ts";
import { words } from "../i18n/words.ts";
import { locale } from "../locale.ts";
import { Act } from "./Act.tsx";
import { Field } from "./Field.tsx";
import { Form, given } from "./form.tsx";
import { me, setMe } from "./session.ts";
import { say } from "./Toast.tsx";

type Props = {
  /** Said above the e-mail, and no more once the code is on its way. */
  lead?: string;
  /** Words of the last button: what happens once the code is right. */
  label: string;
  /** A name is needed to go on: who has none yet is asked for it, beside the code or after it. */
  needsName?: boolean;
  /** Goes on as this person. What it throws is shown in the form, and pressing again goes on from there. */
  done: (me: Me) => unknown;
};

/** The way in: an e-mail, then its code with a name beside it. Needs the area `code` in the page's row. */
export function EmailCode(props: Props) {
  const t = words("code");
  const [sent, setSent] = createSignal<Challenge & { readonly email: string }>();
  const [moved, setMoved] = createSignal(false);
  const [nameless, setNameless] = createSignal(!!me() && !me()!.person.name);

  const request = async (email: string) => {
    const challenge = await answer(api["sign-in-codes"].$post({ json: { email, locale: locale() } }));
    setSent({ ...challenge, email });
    setMoved(true);
  };
  const enter = async (data: FormData) => {
    // The code counts once: after a stumble in `done` the session is there, and pressing again needs no code.
    const known = me() ?? (await begin(sent()!.challenge, data));
    setMe(known);
    if (props.needsName && !known.person.name) return setNameless(true);
    await props.done(known);
  };
  const begin = async (challenge: Challenge["challenge"], data: FormData): Promise<Me> => {
    try {
      return await answer(api.sessions.$post({ json: { challenge, code: given(data, "code") ?? "", name: given(data, "name") } }));
    } catch (error) {
      const problem = problemIn(error);
      if (problem?.code !== "code_wrong" && problem?.code !== "code_expired") throw error;
      // Said at the field that it is about.
      const { code, detail } = problem;
      throw new ProblemError({ ...problem, detail: "", errors: [{ field: "code", code, detail }] });
    }
  };
  const named = async (data: FormData) => {
    const known = await answer(api.me.$patch({ json: { name: given(data, "name") } }));
    setMe(known);
    await props.done(known);
  };

  return (
    <Switch>
      <Match when={nameless()}>
        <Form submit={named} label={props.label}>
          <p class="soft">{t.nameNeededText}</p>
          <Focused>
            <Field name="name" label={t.nameNeeded} autocomplete="name" maxLength={80} required />
          </Focused>
        </Form>
      </Match>
      <Match when={sent()}>
        {(challenge) => (
          <>
            <Form submit={enter} label={props.label}>
              <p>{t.sent(challenge().email)}</p>
              <Focused>
                <Field
                  name="code"
                  label={t.code}
                  hint={t.codeHint}
                  class="code-input"
                  inputmode="numeric"
                  autocomplete="one-time-code"
                  maxLength={9}
                  required
                />
              </Focused>
              <Field name="name" label={t.name} hint={t.nameHint} autocomplete="name" maxLength={80} />
            </Form>
            <div class="actions code-else">
              <Act class="btn btn-link" run={() => request(challenge().email).then(() => say(t.anotherSent))}>
                {t.another}
              </Act>
              <button type="button" class="btn btn-link" onClick={() => setSent()}>
                {t.otherEmail}
              </button>
            </div>
          </>
        )}
      </Match>
      <Match when={true}>
        <Form submit={(data) => request(given(data, "email") ?? "")} label={t.send}>
          <Show when={props.lead}>
            <p>{props.lead}</p>
          </Show>
          <Focused first={!moved()}>
            <Field name="email" label={t.email} hint={t.emailHint} type="email" autocomplete="email" inputmode="email" required />
          </Focused>
        </Form>
      </Match>
    </Switch>
  );
}

/** The first field of a step takes the focus as the step comes; on a page that just opened the reader begins at its top. */
function Focused(props: { first?: boolean; children: JSX.Element }) {
  let place!: HTMLDivElement;
  onMount(() => {
    if (!props.first || place.closest("dialog")) place.querySelector("input")?.focus();
  });
  return <div ref={place}>{props.children}</div>;
}
