import { For } from "solid-js";
import { words } from "../i18n/words.ts";
import { Head } from "../parts/Head.tsx";
import { path } from "../routes.ts";

export default function About() {
  const t = words("about");
  return (
    <div class="container page narrow prose">
      <Head title={t.title} description={t.description} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Ways title={t.people.title} steps={t.people.steps} />
      <p>
        <a class="btn btn-primary" href={path("home")}>
          {t.people.find}
        </a>
      </p>
      <Ways title={t.bodies.title} steps={t.bodies.steps} />
      <p>
        <a class="btn btn-outline-primary" href={path("sign-in")}>
          {t.bodies.enter}
        </a>
      </p>
      <For each={[t.who, t.credits]}>
        {({ title, text }) => (
          <section>
            <h2>{title}</h2>
            <For each={text}>{(paragraph) => <p>{paragraph}</p>}</For>
          </section>
        )}
      </For>
    </div>
  );
}

function Ways(props: { title: string; steps: readonly (readonly string[])[] }) {
  return (
    <section>
      <h2>{props.title}</h2>
      <ol class="ways">
        <For each={props.steps}>
          {([name, text]) => (
            <li>
              <h3>{name}</h3>
              <p>{text}</p>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}
