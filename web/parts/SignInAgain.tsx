import { Show } from "solid-js";
import type { ProblemBody } from "../../functions/foundation/http.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";

/** The session ended while this person was writing: they sign in beside the page, come back to it as it was, and send again. */
export const SignInAgain = (props: { problem: Pick<ProblemBody, "code"> }) => (
  <Show when={props.problem.code === "not_signed_in"}>
    <p>
      <a href={path("sign-in")} target="_blank" rel="external noopener">
        {words("common").session.again}
      </a>
    </p>
  </Show>
);
