import { useNavigate } from "@solidjs/router";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { codeIn } from "./certificateCode.ts";
import { Field } from "./Field.tsx";
import { given } from "./form.tsx";

/** Asks for the code of a certificate. Without JavaScript the server leads on (`verify`). Needs the area `certificate`. */
export function CodeForm() {
  const t = words("certificate");
  const navigate = useNavigate();
  const check = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    const code = codeIn(given(new FormData(event.currentTarget), "code") ?? "");
    event.preventDefault();
    if (code) navigate(path("certificate", { id: code }));
  };
  return (
    <form class="form" method="get" action={path("verify")} onSubmit={check}>
      <Field
        name="code"
        label={t.code}
        hint={t.codeHint}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={200}
        required
      />
      <button type="submit" class="btn btn-primary">
        {t.check}
      </button>
    </form>
  );
}
