import { Show } from "solid-js";
import { problemIn } from "../client.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { serverPage } from "../page.ts";
import { Head, Status } from "./Head.tsx";
import { Icon } from "./Icon.tsx";

/** In place of a page that could not be shown: what happened, and what to do next. */
export function Failure(props: { error: unknown; again: () => void }) {
  const t = words("common");
  const problem = problemIn(props.error);
  const page = serverPage();
  if (page && !problem) page.failure = props.error;
  const title = problem?.title ?? t.failure.title;
  return (
    <div class="container page narrow">
      <Status code={problem?.status ?? 500} />
      <Head title={title} hidden />
      <div class="empty">
        <Icon name="warning-circle" size="xl" />
        <h1>{title}</h1>
        <p>{problem?.detail || t.failure.text}</p>
        <p class="actions">
          <Show when={(problem?.status ?? 500) >= 500}>
            <button type="button" class="btn btn-primary" onClick={() => props.again()}>
              {t.failure.again}
            </button>
          </Show>
          <Show when={problem?.status === 401}>
            <a class="btn btn-primary" href={path("sign-in")}>
              {t.session.signIn}
            </a>
          </Show>
          <a class="btn btn-outline-primary" href={path("home")}>
            {t.failure.home}
          </a>
        </p>
      </div>
    </div>
  );
}
