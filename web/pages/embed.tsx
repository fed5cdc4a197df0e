import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createMemo } from "solid-js";
import { words } from "../i18n/words.ts";
import { locale } from "../locale.ts";
import { settings } from "../page.ts";
import { ComuneField } from "../parts/ComuneField.tsx";
import { CheckGroup, Field, Select } from "../parts/Field.tsx";
import { FilterPanel } from "../parts/FilterPanel.tsx";
import { Head } from "../parts/Head.tsx";
import { Icon } from "../parts/Icon.tsx";
import { themes } from "../parts/themes.ts";
import { say } from "../parts/Toast.tsx";
import { searchOf, wishOf } from "../parts/wish.ts";
import { path } from "../routes.ts";

const counts = ["3", "5", "10", "20"];

/** An association puts together the line that shows its choice of activities on its own site. Without JavaScript a plain form. */
export default function Embed() {
  const t = words("embed");
  const terms = words("common").terms;
  const here = useLocation();
  const navigate = useNavigate();
  const wish = createMemo(() => wishOf(here.search));
  const count = () => counts.find((n) => n === new URLSearchParams(here.search).get("count")) ?? "5";
  const line = createMemo(() => lineOf({ search: searchOf(wish()).slice(1), count: count(), link: t.link }));
  let form!: HTMLFormElement;

  const asked = (): string => {
    const fields = [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" && value ? [[name, value] as const] : []));
    const search = new URLSearchParams(searchOf(wishOf(new URLSearchParams(fields.map(([name, value]) => [name, value])).toString())));
    search.set("count", new Map(fields).get("count") ?? count());
    return `?${search}`;
  };
  const go = () => navigate(path("embed") + asked(), { scroll: false, replace: true });

  return (
    <div class="container page">
      <Head title={t.title} description={t.description} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <div class="columns">
        <form
          method="get"
          action={path("embed")}
          aria-label={t.choose}
          onChange={go}
          onSubmit={(event) => {
            event.preventDefault();
            go();
          }}
          ref={form}
        >
          <h2>{t.choose}</h2>
          <Field type="search" name="q" label={t.words} value={wish().q ?? ""} maxLength={200} autocomplete="off" />
          <ComuneField name="place" label={t.place} hint="" value={wish().place ?? ""} />
          <CheckGroup
            name="theme"
            label={t.themes}
            options={themes.map((theme) => ({ value: theme, label: terms.themes[theme] }))}
            chosen={wish().theme}
          />
          <FilterPanel wish={(({ theme: _, ...rest }) => rest)(wish())} facets={{}} />
          <Select name="count" label={t.count} value={count()} options={counts.map((n) => ({ value: n, label: n }))} />
          <noscript>
            <button type="submit" class="btn btn-primary">
              {t.show}
            </button>
          </noscript>
        </form>
        <div class="stack">
          <section class="panel">
            <h2 id="line">{t.line}</h2>
            <pre class="code-line" aria-labelledby="line">
              <code>{line()}</code>
            </pre>
            <p class="soft">{t.plain}</p>
            <button
              type="button"
              class="btn btn-primary needs-script"
              onClick={() => void navigator.clipboard.writeText(line()).then(() => say(t.copied))}
            >
              <Icon name="files" size="sm" /> {t.copy}
            </button>
          </section>
          <section class="panel needs-script">
            <h2>{t.preview}</h2>
            <p class="soft">{t.previewText}</p>
            <Preview search={searchOf(wish()).slice(1)} count={count()} />
          </section>
          <section>
            <h2>{t.looks}</h2>
            <p>{t.looksText}</p>
            <p>
              <code>--insieme-line</code>, <code>--insieme-gap</code>, <code>--insieme-soft</code>
            </p>
          </section>
        </div>
      </div>
    </div>
  );
}

const escapes: Record<string, string> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string => text.replace(/[&"<>]/g, (c) => escapes[c]!);

type Line = { readonly search: string; readonly count: string; readonly link: string };

function lineOf({ search, count, link }: Line): string {
  const { origin } = settings();
  const all = escaped(origin + path("home") + (search && `?${search}`));
  const attributes = `data-search="${escaped(search)}" data-lang="${locale()}" data-count="${count}"`;
  return `<p><a href="${all}">${escaped(link)}</a></p><script async src="${origin}/widget.js" ${attributes}></script>`;
}

/** The very thing that the line brings about, here. */
function Preview(props: { search: string; count: string }) {
  let box!: HTMLDivElement;
  createEffect(() => {
    const script = document.createElement("script");
    script.src = "/widget.js";
    Object.assign(script.dataset, { search: props.search, lang: locale(), count: props.count });
    box.replaceChildren(script);
  });
  return <div ref={box} />;
}
