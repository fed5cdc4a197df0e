// @ts-check
/**
 * Insieme's activities on any site:
 *
 *   <p><a href="https://…/?place=Prato">Partecipa a Prato</a></p>
 *   <script async src="https://…/widget.js" data-search="place=Prato" data-lang="it" data-count="5"></script>
 *
 * `data-search` is what stands behind the question mark of any search. The list takes the place of the element before the script,
 * which stays a plain link where scripts are refused, or nothing can be had. Font and colours are those of the site;
 * --insieme-line, --insieme-gap and --insieme-soft change lines, distances and the colour of what is less important.
 */
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!script) return;
  const { origin } = new URL(script.src);
  const language = script.dataset.lang === "en" ? "en" : "it";
  const count = Math.min(Math.max(Number(script.dataset.count) || 5, 1), 20);

  const words = {
    it: {
      title: "Attività di Insieme",
      all: "Tutte le attività su Insieme",
      none: "Al momento non ci sono attività.",
      full: "Completo: lista d'attesa",
      left: (/** @type {number} */ n) => (n === 1 ? "1 posto libero" : `${n} posti liberi`),
    },
    en: {
      title: "Activities on Insieme",
      all: "All activities on Insieme",
      none: "There are no activities at the moment.",
      full: "Full: waiting list",
      left: (/** @type {number} */ n) => (n === 1 ? "1 place left" : `${n} places left`),
    },
  }[language];

  const clock = { timeZone: "Europe/Rome", hour: "2-digit", minute: "2-digit", hour12: false };
  const tag = language === "en" ? "en-GB" : "it-IT";
  const day = new Intl.DateTimeFormat(tag, { timeZone: "Europe/Rome", weekday: "long", day: "numeric", month: "long" });
  const time = new Intl.DateTimeFormat(tag, /** @type {Intl.DateTimeFormatOptions} */ (clock));

  /**
   * Everything that was written by somebody goes in as text, never as markup.
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   */
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  /** @param {string} address @param {string} text */
  const link = (address, text) => {
    const safe = /^https?:\/\//i.test(address) ? address : origin;
    return element("a", { href: safe }, text);
  };

  /** @param {any} item */
  function row({ title, url, _insieme: { startsAt, endsAt, place, left } }) {
    const when = `${day.format(new Date(startsAt))}, ${time.format(new Date(startsAt))}–${time.format(new Date(endsAt))}`;
    const facts = [place, ...(left === null ? [] : [left > 0 ? words.left(left) : words.full])];
    return element(
      "li",
      {},
      link(String(url), String(title)),
      element("div", { class: "insieme-when" }, element("time", { datetime: String(startsAt) }, when)),
      element("div", { class: "insieme-facts" }, facts.join(" · ")),
    );
  }

  /** A sheet made by script is no inline style, so that a site's content security policy has nothing against it. */
  function dress() {
    if (!("adoptedStyleSheets" in document) || document.querySelector(".insieme")) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      .insieme ul { list-style: none; margin: 0; padding: 0; }
      .insieme li { padding-block: var(--insieme-gap, 0.75em); border-block-end: var(--insieme-line, 1px solid currentColor); }
      .insieme li a { font-weight: bold; }
      .insieme-facts { color: var(--insieme-soft, inherit); }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  async function show() {
    const question = new URLSearchParams(script.dataset.search?.replace(/^\?/, ""));
    const page = new URL(language === "en" ? "/en" : "/", origin);
    page.search = question.toString();
    question.set("lang", language);
    question.set("limit", String(count));
    const reply = await fetch(`${origin}/api/opportunities.feed.json?${question}`, { credentials: "omit" });
    if (!reply.ok) return;
    const { items } = await reply.json();
    const list = items.length > 0 ? element("ul", {}, ...items.map(row)) : element("p", {}, words.none);
    dress();
    const whole = element(
      "section",
      { class: "insieme", lang: language, "aria-label": words.title },
      list,
      element("p", {}, link(page.href, words.all)),
    );
    const before = script.previousElementSibling;
    if (before?.querySelector(`a[href^="${origin}"]`) || before?.matches(`a[href^="${origin}"]`)) before.replaceWith(whole);
    else script.before(whole);
  }
  show().catch(() => {});
})();
