import { For } from "solid-js";
import { words } from "../i18n/words.ts";
import { locale } from "../locale.ts";
import { settings } from "../page.ts";
import { path } from "../routes.ts";
import { searchOf, type Wish } from "./wish.ts";

/** A search to be followed: in a calendar, a reader, on a map, on another site. Needs the area `find`. */
export function Subscribe(props: { wish: Wish }) {
  const t = words("find").subscribe;
  const search = () => searchOf(props.wish);
  const feed = (format: string) => `/api/opportunities.${format}${search()}${search() ? "&" : "?"}lang=${locale()}`;
  // This scheme asks to subscribe, where https would take a copy of today.
  const calendar = () => settings().origin.replace(/^https?:/, "webcal:") + feed("ics");
  const links = () => [
    { label: t.calendar, href: calendar() },
    { label: t.atom, href: feed("atom") },
    { label: t.json, href: feed("feed.json") },
    { label: t.geojson, href: feed("geojson") },
    { label: t.csv, href: feed("csv") },
  ];
  return (
    <details class="subscribe">
      <summary>{t.title}</summary>
      <p>{t.text}</p>
      <ul>
        <For each={links()}>
          {({ label, href }) => (
            <li>
              <a href={href} rel="external nofollow">
                {label}
              </a>
            </li>
          )}
        </For>
        <li>
          <a href={path("embed") + search()}>{t.embed}</a>
        </li>
      </ul>
    </details>
  );
}
