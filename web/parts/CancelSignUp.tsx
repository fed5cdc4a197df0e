import { Show } from "solid-js";
import type { MySignUp } from "../../functions/participation/contract.ts";
import { answer, api } from "../client.ts";
import { whenOf } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { MoveButton } from "./MoveButton.tsx";
import { say } from "./Toast.tsx";

/** Gives the place back, or leaves the line: asked twice, since who comes back starts at the end. Gone once the activity began. */
export function CancelSignUp(props: { of: MySignUp; class?: string; done: () => unknown }) {
  const t = words("signUp");
  const waits = () => props.of.signUp.state === "waitlisted";
  const may = () => (waits() || props.of.signUp.state === "confirmed") && props.of.signUp.startsAt > new Date().toISOString();
  const run = () => {
    const { opportunity: id, shift } = props.of.signUp;
    return answer(api.opportunities[":id"].shifts[":shift"]["sign-ups"].me.$delete({ param: { id, shift } }));
  };
  const done = () => {
    say(waits() ? t.left : t.cancelled);
    return props.done();
  };
  return (
    <Show when={may()}>
      <MoveButton
        label={waits() ? t.leave : t.cancel}
        class={props.class ?? "btn btn-outline-primary"}
        title={waits() ? t.leaveTitle : t.cancelTitle}
        keep={waits() ? t.stay : t.keep}
        run={run}
        done={done}
      >
        <p>{(waits() ? t.leaveText : t.cancelText)(props.of.title, whenOf(props.of.signUp))}</p>
      </MoveButton>
    </Show>
  );
}
