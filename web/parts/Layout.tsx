import { type RouteSectionProps, useIsRouting, useLocation, useNavigate } from "@solidjs/router";
import { createEffect, ErrorBoundary, For, on, onMount, Show, Suspense } from "solid-js";
import { locales } from "../../functions/foundation/context.ts";
import { contact } from "../contact.ts";
import { dateTime } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { type Locale, locale } from "../locale.ts";
import { keptSince } from "../offline/offline.ts";
import { pageAt, path, pathIn } from "../routes.ts";
import { Failure } from "./Failure.tsx";
import { Icon } from "./Icon.tsx";
import { footerMenu, mainMenu, personMenu } from "./menu.ts";
import { me, refreshMe, signOut } from "./session.ts";
import { Spinner } from "./Spinner.tsx";
import { Toast } from "./Toast.tsx";

const languageNames: Record<Locale, string> = { it: "Italiano", en: "English" };

/** The frame around every page. */
export function Layout(props: RouteSectionProps) {
  const t = words("common");
  const here = useLocation();
  const routing = useIsRouting();
  onMount(refreshMe);

  // A page that came without a new document: its content is where reading goes on.
  let main!: HTMLElement;
  createEffect(
    on(
      () => here.pathname,
      () => main.focus({ preventScroll: true }),
      { defer: true },
    ),
  );

  return (
    <>
      <nav class="skiplinks" aria-label={t.skip.label}>
        <a class="visually-hidden-focusable" href="#main" rel="external">
          {t.skip.main}
        </a>
        <a class="visually-hidden-focusable" href="#footer" rel="external">
          {t.skip.footer}
        </a>
      </nav>
      <Show when={keptSince() !== null}>
        <p class="offline" role="status">
          <Icon name="warning-circle" size="sm" /> {t.offline(keptSince() ? dateTime(keptSince()!) : undefined)}
        </p>
      </Show>
      <div class="routing" classList={{ on: routing() }} aria-hidden="true" />
      <header class="site-header">
        <Slim />
        <div class="brand-bar">
          <div class="container brand-row">
            <a class="brand" href={path("home")}>
              <Mark />
              <span>
                <strong>{t.site}</strong>
                <small>{t.tagline}</small>
              </span>
            </a>
            <nav aria-label={t.header.main}>
              <ul class="main-menu">
                <For each={mainMenu}>
                  {({ page, label }) => (
                    <li>
                      <a href={path(page)} aria-current={pageAt(here.pathname)?.page === page ? "page" : undefined}>
                        {label(t)}
                      </a>
                    </li>
                  )}
                </For>
              </ul>
            </nav>
          </div>
        </div>
      </header>
      <main id="main" tabindex="-1" ref={main}>
        <ErrorBoundary fallback={(error, reset) => <Failure error={error} again={reset} />}>
          <Suspense fallback={<Spinner page />}>{props.children}</Suspense>
        </ErrorBoundary>
      </main>
      <Footer />
      <Toast />
    </>
  );
}

/** Who runs the service, the languages, and the way in. */
function Slim() {
  const t = words("common");
  const here = useLocation();
  const match = () => pageAt(here.pathname) ?? { page: "home" as const, params: {} };
  return (
    <div class="slim">
      <div class="container slim-row">
        <a class="slim-owner" href="https://ancitoscana.it" rel="external">
          {t.header.anci}
        </a>
        <nav aria-label={t.header.languages}>
          <ul class="languages">
            <For each={locales}>
              {(language) => (
                <li>
                  <a
                    href={pathIn(language, match()) + here.search}
                    rel="external"
                    hreflang={language}
                    lang={language}
                    aria-current={language === locale() ? "true" : undefined}
                  >
                    {language.toUpperCase()} <span class="visually-hidden">{languageNames[language]}</span>
                  </a>
                </li>
              )}
            </For>
          </ul>
        </nav>
        <Person />
      </div>
    </div>
  );
}

function Person() {
  const t = words("common");
  const navigate = useNavigate();
  const here = useLocation();
  const next = () => (pageAt(here.pathname)?.page === "sign-in" ? "" : `?next=${encodeURIComponent(here.pathname + here.search)}`);
  let menu!: HTMLDivElement;
  const leave = async () => {
    menu.hidePopover();
    await signOut();
    navigate(path("home"));
  };
  createEffect(
    on(
      () => here.pathname,
      () => me() && menu?.hidePopover(),
      { defer: true },
    ),
  );

  return (
    <Show
      when={me()}
      fallback={
        <a class="slim-person" href={path("sign-in") + next()}>
          <Icon name="user" size="sm" />
          {t.session.signIn}
        </a>
      }
    >
      {(known) => (
        <>
          <button type="button" class="slim-person" popovertarget="person-menu">
            <Icon name="user" size="sm" />
            <span class="slim-name">{known().person.name}</span>
          </button>
          <div id="person-menu" class="person-menu" popover ref={menu}>
            <p>
              <strong>{known().person.name}</strong>
              <small>{known().person.email}</small>
            </p>
            <ul>
              <For each={personMenu.filter((row) => row.for(known()))}>
                {({ page, label }) => (
                  <li>
                    <a href={path(page)}>{label(t)}</a>
                  </li>
                )}
              </For>
              <li>
                <button type="button" onClick={leave}>
                  <Icon name="lock" size="sm" />
                  {t.session.signOut}
                </button>
              </li>
            </ul>
          </div>
        </>
      )}
    </Show>
  );
}

function Footer() {
  const t = words("common");
  return (
    <footer id="footer" class="site-footer" tabindex="-1">
      <div class="container">
        <div class="footer-brand">
          <Mark />
          <strong>{t.site}</strong>
        </div>
        <div class="footer-columns">
          <p>{t.footer.promise}</p>
          <nav aria-label={t.footer.legal}>
            <h2>{t.footer.legal}</h2>
            <ul>
              <For each={footerMenu}>
                {({ page, label }) => (
                  <li>
                    <a href={path(page)}>{label(t)}</a>
                  </li>
                )}
              </For>
            </ul>
          </nav>
          <section>
            <h2>{t.footer.contact}</h2>
            <p>
              {t.footer.contactText}
              <br />
              <a href={`mailto:${contact}`}>{contact}</a>
            </p>
          </section>
        </div>
        <p class="footer-end">{t.footer.reuse}</p>
      </div>
    </footer>
  );
}

/** Three people side by side, in one line. */
const Mark = () => (
  <svg class="logo" viewBox="0 0 48 48" aria-hidden="true">
    <circle cx="24" cy="13" r="6" />
    <circle cx="10" cy="18" r="4.5" />
    <circle cx="38" cy="18" r="4.5" />
    <path d="M24 22c6 0 10 4 10 10v8H14v-8c0-6 4-10 10-10zM10 26c1.4 0 2.6.3 3.6.9-2 2.7-2.6 5.1-2.6 8.1v5H3v-7c0-4.2 2.8-7 7-7zm28 0c4.2 0 7 2.8 7 7v7h-8v-5c0-3-.6-5.4-2.6-8.1 1-.6 2.2-.9 3.6-.9z" />
  </svg>
);
