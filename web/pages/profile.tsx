import { useNavigate } from "@solidjs/router";
import { For, Show } from "solid-js";
import { locales } from "../../functions/foundation/context.ts";
import type { Me } from "../../functions/people/contract.ts";
import { answer, api } from "../client.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import type { Locale } from "../locale.ts";
import { Act } from "../parts/Act.tsx";
import { CheckGroup, Field } from "../parts/Field.tsx";
import { Form, given } from "../parts/form.tsx";
import { Private } from "../parts/Private.tsx";
import { setMe, signOut } from "../parts/session.ts";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

const languageNames: Record<Locale, string> = { it: "Italiano", en: "English" };

export default function Profile() {
  return <Private title={words("mine").profile.title}>{(me) => <Account me={me} />}</Private>;
}

function Account(props: { me: Me }) {
  const t = words("mine").profile;
  const states = words("states");
  const navigate = useNavigate();
  const person = () => props.me.person;
  const save = (data: FormData) =>
    answer(api.me.$patch({ json: { name: given(data, "name"), locale: locales.find((each) => each === data.get("locale")) } }));
  const saved = (known: Me) => {
    setMe(known);
    say(t.saved);
  };
  return (
    <div class="container page narrow">
      <h1>{t.title}</h1>
      <div class="stack">
        <Form submit={save} done={saved} label={t.save}>
          <Field name="name" label={t.name} hint={t.nameHint} autocomplete="name" maxLength={80} value={person().name} required />
          <dl class="facts">
            <dt>{t.email}</dt>
            <dd>
              {person().email}
              <p class="soft">{t.emailHint}</p>
            </dd>
          </dl>
          <CheckGroup
            name="locale"
            label={t.language}
            hint={t.languageHint}
            one
            required
            options={locales.map((locale) => ({ value: locale, label: languageNames[locale] }))}
            chosen={[person().locale]}
          />
        </Form>
        <Show when={props.me.memberships.length > 0}>
          <section>
            <h2>{t.bodies}</h2>
            <ul class="plain-list ruled">
              <For each={props.me.memberships}>
                {({ bodyName, role, since }) => (
                  <li>
                    <strong>{bodyName}</strong>
                    <br />
                    {states.roles[role]}, {t.since(dayDate(since))}
                  </li>
                )}
              </For>
            </ul>
          </section>
        </Show>
        <section>
          <h2>{t.out}</h2>
          <p>{t.outText}</p>
          <Act class="btn btn-outline-primary" run={() => signOut().then(() => navigate(path("home")))}>
            {words("common").session.signOut}
          </Act>
        </section>
      </div>
    </div>
  );
}
