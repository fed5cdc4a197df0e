import { html } from "hono/html";
import type { Locale } from "../foundation/context.ts";
import type { DemoPerson } from "./demo-people.ts";
import { words } from "./words.ts";

const signInPages: ReadonlySet<string> = new Set(["/accedi", "/en/sign-in"]);

/** The strip at the top of every page of a local start: the mailbox, and the people one may be. Plain HTML: no script, no inline style. */
function bar(locale: Locale, url: URL, people: readonly DemoPerson[]) {
  const say = words[locale];
  const open = signInPages.has(url.pathname);
  const back = open ? (url.searchParams.get("next") ?? "") : url.pathname + url.search;
  const list = people.map(
    ({ email, name, role }) => html`<li><button name="person" value="${email}">${name}</button> <span>${role[locale]}</span></li>`,
  );
  return html`<aside id="local-bar" lang="${locale}" aria-label="${say.bar}">
    <p><strong>${say.bar}</strong> <a href="/local/mailbox?lang=${locale}" rel="external">${say.mailbox}</a></p>
    ${
      people.length > 0
        ? html`<details ${open ? "open" : ""}>
            <summary>${say.be}</summary>
            <form method="post" action="/local/sign-in">
              <p>${say.beHint}</p>
              <input type="hidden" name="next" value="${back}" />
              <ul>
                ${list}
              </ul>
            </form>
          </details>`
        : open && html`<p>${say.nobody}</p>`
    }
  </aside>`;
}

/**
 * The page with the strip above it. The application's own root stays as it was rendered, so that it hydrates; nothing is inline,
 * so that the page's content security policy holds.
 */
export async function withBar(page: Response, request: Request, people: readonly DemoPerson[]): Promise<Response> {
  if (request.method !== "GET" || !page.headers.get("content-type")?.startsWith("text/html")) return page;
  const text = await page.text();
  const locale: Locale = /<html lang="en"/.test(text) ? "en" : "it";
  const strip = String(await bar(locale, new URL(request.url), people));
  const style = '<link rel="stylesheet" href="/local/bar.css">';
  return new Response(
    text.replace("</head>", () => `${style}</head>`).replace('<div id="app"', (root) => strip + root),
    page,
  );
}

export const barStyle = `
#local-bar, .local { font: 1rem/1.5 "Titillium Web", system-ui, sans-serif; }
#local-bar { background: #17324d; color: #fff; font-size: .875rem; display: flex; flex-wrap: wrap; gap: 0 1.5rem; padding: .125rem 1rem; }
#local-bar :is(p, a, summary, button, span, strong) { font-size: .875rem; line-height: 1.5; }
#local-bar p { margin: 0; padding: .25rem 0; }
#local-bar a, #local-bar summary { color: #fff; text-decoration: underline; display: inline-block; padding: .25rem; }
#local-bar p a { margin-inline-start: .75rem; padding: 0 .25rem; }
#local-bar summary { cursor: pointer; width: max-content; margin-block: .125rem; }
#local-bar details[open] { flex-basis: 100%; }
#local-bar ul { list-style: none; margin: .25rem 0 .75rem; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: .5rem; }
#local-bar li { display: flex; flex-direction: column; align-items: flex-start; }
#local-bar button { font: inherit; font-weight: 600; color: #17324d; background: #fff; border: 0; border-radius: 4px; padding: .25rem .75rem; min-height: 2rem; cursor: pointer; }
#local-bar :focus-visible, .local :focus-visible { outline: 3px solid #f90; outline-offset: 2px; box-shadow: none; }
.local { max-width: 60rem; margin: 0 auto; padding: 1rem; color: #17324d; }
.local a { color: #0059b3; }
.local ol { list-style: none; padding: 0; }
.local li { border-top: 1px solid #c6d0da; padding: .75rem 0; }
.local li p, .local dl { margin: 0; }
.local dt { font-weight: 600; float: inline-start; clear: inline-start; margin-inline-end: .5rem; }
.local dt::after { content: ":"; }
.local dd { margin: 0; overflow-wrap: anywhere; }
.local pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f2f5f8; padding: 1rem; font: inherit; }
.local iframe { width: 100%; height: 36rem; border: 1px solid #c6d0da; background: #fff; }
.local .muted { color: #455a6f; }
@media print { #local-bar { display: none; } }
`;
