import { For } from "solid-js";
import { contact } from "../contact.ts";
import { words } from "../i18n/words.ts";
import { Head } from "./Head.tsx";
import { Notice } from "./Notice.tsx";

/** A declaration in plain words: sections, a note that it is a draft, and whom to write to. Needs the area `legal`. */
export function LegalText(props: { about: "privacy" | "accessibility" }) {
  const t = words("legal");
  const text = t[props.about];
  return (
    <div class="container page narrow prose">
      <Head title={text.title} description={text.description} />
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <Notice tone="info" title={t.draft}>
        <p>{text.draft}</p>
      </Notice>
      <For each={text.sections}>
        {(section) => (
          <section>
            <h2>{section.title}</h2>
            <For each={section.text}>{(paragraph) => <p>{paragraph}</p>}</For>
          </section>
        )}
      </For>
      <p class="panel">
        {text.contact} <a href={`mailto:${contact}`}>{contact}</a>
      </p>
    </div>
  );
}
