import { Navigate, useLocation } from "@solidjs/router";
import { Show } from "solid-js";
import { words } from "../i18n/words.ts";
import { codeIn } from "../parts/certificateCode.ts";
import { CodeForm } from "../parts/CodeForm.tsx";
import { Head } from "../parts/Head.tsx";
import { path } from "../routes.ts";

/** The form for whoever has a code in hand; with `?code=` it leads to what the code stands for. */
export default function Verify() {
  const t = words("certificate");
  const here = useLocation();
  const code = () => codeIn(new URLSearchParams(here.search).get("code") ?? "");
  return (
    <div class="container page narrow">
      <Head title={t.title} description={t.description} />
      <Show when={code()}>{(known) => <Navigate href={path("certificate", { id: known() })} />}</Show>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <CodeForm />
    </div>
  );
}
