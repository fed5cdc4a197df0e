import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { Head, Status } from "./Head.tsx";
import { Icon } from "./Icon.tsx";

export function NotFound() {
  const t = words("common");
  return (
    <div class="container page narrow">
      <Status code={404} />
      <Head title={t.notFound.title} hidden />
      <div class="empty">
        <Icon name="search" size="xl" />
        <h1>{t.notFound.title}</h1>
        <p>{t.notFound.text}</p>
        <p class="actions">
          <a class="btn btn-primary" href={path("home")}>
            {t.notFound.home}
          </a>
        </p>
      </div>
    </div>
  );
}
