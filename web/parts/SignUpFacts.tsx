import { Show } from "solid-js";
import type { MySignUp } from "../../functions/participation/contract.ts";
import { whenOf } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { calendarFile, saveAs } from "./calendar.ts";
import { Icon } from "./Icon.tsx";

/** Where it is in one line, as exactly as the person may know. */
export const whereOf = ({ place, comuneName }: MySignUp): string => [place?.name, place?.address, comuneName].filter(Boolean).join(", ");

/** When, where, the way there and what to bring. Needs the area `signUp`. */
export function SignUpFacts(props: { of: MySignUp }) {
  const t = words("signUp");
  return (
    <dl class="facts">
      <dt>{t.when}</dt>
      <dd>
        <time dateTime={props.of.signUp.startsAt}>{whenOf(props.of.signUp)}</time>
      </dd>
      <dt>{t.where}</dt>
      <dd>
        {whereOf(props.of)}
        <Show when={props.of.place} fallback={<p class="soft">{t.hidden}</p>}>
          {(place) => (
            <>
              <Show when={place().directions}>
                <p class="as-written">{place().directions}</p>
              </Show>
              <p>
                <a href={routeTo(place().point)} rel="external">
                  {t.route} <Icon name="external-link" size="sm" />
                </a>
              </p>
            </>
          )}
        </Show>
      </dd>
      <Show when={props.of.bring}>
        <dt>{t.bring}</dt>
        <dd class="as-written">{props.of.bring}</dd>
      </Show>
    </dl>
  );
}

/** OpenStreetMap's own way-finder, opened only when somebody asks for it. */
export const routeTo = ({ lat, lon }: { readonly lat: number; readonly lon: number }): string =>
  `https://www.openstreetmap.org/directions?to=${lat}%2C${lon}`;

/** Puts the appointment into the reader's own calendar. */
export function CalendarButton(props: { of: MySignUp; class?: string }) {
  const t = words("signUp");
  const save = () => {
    const { signUp, title, place, bring } = props.of;
    const text = [place?.directions, bring && `${t.bring}: ${bring}`].filter(Boolean).join("\n");
    const url = location.origin + path("opportunity", { id: signUp.opportunity });
    const { startsAt, endsAt } = signUp;
    const file = calendarFile({ id: signUp.shift, title, startsAt, endsAt, place: whereOf(props.of), text, url }, new Date());
    saveAs("insieme.ics", "text/calendar", file);
  };
  return (
    <button type="button" class={props.class ?? "btn btn-outline-primary"} onClick={save}>
      <Icon name="calendar" size="sm" /> {t.calendar}
    </button>
  );
}
