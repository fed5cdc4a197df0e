import { Show } from "solid-js";
import { dayOf } from "../../functions/foundation/time.ts";
import type { MySignUp } from "../../functions/participation/contract.ts";
import { answer, api } from "../client.ts";
import { dateTime, time, whenOf } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { Act } from "./Act.tsx";
import { MoveButton } from "./MoveButton.tsx";
import { say } from "./Toast.tsx";

/** Until when: the hour where it is today, else the day too. Needs the area `signUp`. */
const untilOf = (offerUntil: string): string => {
  const t = words("signUp").offer;
  return dayOf(offerUntil) === dayOf(new Date()) ? t.until(time(offerUntil)) : t.untilDay(dateTime(offerUntil));
};

/** A place that is held for the reader, until when, and the two answers: declining is asked twice, since the place is gone at once. */
export function OfferedPlace(props: { of: MySignUp; done: () => unknown }) {
  const t = words("signUp").offer;
  const signUp = () => props.of.signUp;
  const mine = api.opportunities[":id"].shifts[":shift"]["sign-ups"].me;
  const param = () => ({ id: signUp().opportunity, shift: signUp().shift });
  const accept = async () => {
    await answer(mine.accept.$post({ param: param(), json: {} }));
    say(t.accepted);
    await props.done();
  };
  return (
    <Show when={signUp().state === "offered" && signUp().offerUntil}>
      {(until) => (
        <div class="offered">
          <p>
            <strong>{untilOf(until())}</strong> {t.after}
          </p>
          <div class="actions">
            <Act run={accept} class="btn btn-sm btn-primary">
              {t.accept}
            </Act>
            <MoveButton
              label={t.decline}
              class="btn btn-sm btn-outline-primary"
              title={t.declineTitle}
              keep={t.think}
              run={() => answer(mine.decline.$post({ param: param(), json: {} }))}
              done={() => {
                say(t.declined);
                return props.done();
              }}
            >
              <p>{t.declineText(props.of.title, whenOf(signUp()))}</p>
            </MoveButton>
          </div>
        </div>
      )}
    </Show>
  );
}
