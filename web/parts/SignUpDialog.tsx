import { createSignal, type JSX, Match, onMount, Show, Switch } from "solid-js";
import type { ProblemBody } from "../../functions/foundation/http.ts";
import type { PublicOpportunity, PublicShift } from "../../functions/opportunities/contract.ts";
import type { MySignUp } from "../../functions/participation/contract.ts";
import { answer, api, problemIn } from "../client.ts";
import { whenOf } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { Dialog } from "./Dialog.tsx";
import { EmailCode } from "./EmailCode.tsx";
import { Notice } from "./Notice.tsx";
import { me, refreshMe, setMe } from "./session.ts";
import { CalendarButton, SignUpFacts } from "./SignUpFacts.tsx";
import { Spinner } from "./Spinner.tsx";

/** Who asks, the asking itself, and what came of it. `wished` is what the button said. */
type Step =
  | { readonly at: "who" | "sending" }
  | { readonly at: "done"; readonly mine: MySignUp }
  | { readonly at: "problem"; readonly problem: ProblemBody };
type Wish = { readonly shift: PublicShift; readonly wished: "place" | "line"; readonly standby?: boolean };
export type SignUpFlow = ReturnType<typeof createSignUpFlow>;

/**
 * Signing up for one shift. Signed in it is one press; else an e-mail, then its code with a name.
 * `settled` tells the page to look again: at the places left, and at what the reader has.
 */
export function createSignUpFlow(opportunity: () => PublicOpportunity, settled: () => Promise<readonly MySignUp[]>) {
  const [wish, setWish] = createSignal<Wish>();
  const [step, setStep] = createSignal<Step>({ at: "who" });

  const send = async () => {
    const { shift, standby } = wish()!;
    setStep({ at: "sending" });
    try {
      const param = { id: opportunity().id, shift: shift.id };
      const signUp = await answer(api.opportunities[":id"].shifts[":shift"]["sign-ups"].$post({ param, json: standby ? { standby } : {} }));
      const mine = (await settled()).find((each) => each.signUp.shift === signUp.shift);
      if (mine) setStep({ at: "done", mine });
      else setWish();
    } catch (error) {
      const problem = problemIn(error);
      if (!problem) throw error;
      await fail(problem);
    }
  };
  const fail = async (problem: ProblemBody) => {
    // The session ended meanwhile, or the person has no name yet: asked for, and then it goes on.
    if (problem.code === "not_signed_in") setMe(null);
    if (problem.code === "not_signed_in" || problem.code === "name_needed") return setStep({ at: "who" });
    setStep({ at: "problem", problem });
    await settled().catch(() => {});
  };
  const start = async (shift: PublicShift, standby = false) => {
    setWish({ shift, wished: shift.left > 0 ? "place" : "line", standby });
    setStep({ at: "sending" });
    const known = me() === undefined ? await refreshMe() : me();
    if (known?.person.name) await send();
    else setStep({ at: "who" });
  };
  return { opportunity, wish, step, start, send, close: () => setWish() };
}

/** The one dialog in which all of it happens. Needs the areas `signUp` and `code`. */
export function SignUpDialog(props: { flow: SignUpFlow }) {
  const t = words("signUp");
  const title = () => {
    const step = props.flow.step();
    if (step.at === "done") return step.mine.signUp.state === "waitlisted" ? t.title.waiting : t.title.done;
    if (step.at === "problem") return t.title.problem;
    return props.flow.wish()?.wished === "line" ? t.title.wait : t.title.join;
  };
  const at = <S extends Step["at"]>(name: S) => {
    const step = props.flow.step();
    return step.at === name ? (step as Extract<Step, { at: S }>) : undefined;
  };
  return (
    <Dialog open={!!props.flow.wish()} title={title()} close={props.flow.close}>
      <Show when={props.flow.wish()}>
        {(wish) => (
          <div class="stack">
            <Show when={!at("done")}>
              <p class="sign-up-what">
                <strong>{props.flow.opportunity().title}</strong>
                <br />
                {whenOf(wish().shift)}
              </p>
            </Show>
            <Switch>
              <Match when={at("who")}>
                <EmailCode
                  lead={wish().wished === "line" ? t.whoWait : t.who}
                  label={wish().wished === "line" ? t.takeLine : t.takePlace}
                  needsName
                  done={props.flow.send}
                />
              </Match>
              <Match when={at("sending")}>
                <Spinner />
              </Match>
              <Match when={at("done")}>{(step) => <Outcome mine={step().mine} wished={wish().wished} close={props.flow.close} />}</Match>
              <Match when={at("problem")}>{(step) => <Obstacle problem={step().problem} flow={props.flow} />}</Match>
            </Switch>
          </div>
        )}
      </Show>
    </Dialog>
  );
}

/** A place or a place in the line, said clearly, and what comes next. */
function Outcome(props: { mine: MySignUp; wished: Wish["wished"]; close: () => void }) {
  const t = words("signUp");
  const waits = () => props.mine.signUp.state === "waitlisted";
  const standby = () => waits() && props.mine.signUp.standby === true;
  return (
    <>
      <Announced>
        <Show
          when={waits()}
          fallback={
            <Notice tone="success" title={t.confirmed}>
              <p>{props.mine.title}</p>
            </Notice>
          }
        >
          <Notice tone="info" title={standby() ? t.standby : t.line(props.mine.position ?? 1)}>
            <p>{standby() ? t.standbyText : props.wished === "place" ? `${t.nowWaitlisted} ${t.lineText}` : t.lineText}</p>
          </Notice>
        </Show>
      </Announced>
      <SignUpFacts of={props.mine} />
      <div>
        <h3>{t.next}</h3>
        <ul>
          <li>{t.nextMail}</li>
          <li>
            <a href={path("my-activities")}>{t.nextMine}</a>
          </li>
          <Show when={!waits()}>
            <li>{t.nextCancel}</li>
          </Show>
        </ul>
      </div>
      <p class="actions">
        <button type="button" class="btn btn-primary" onClick={() => props.close()}>
          {t.understood}
        </button>
        <Show when={!waits()}>
          <CalendarButton of={props.mine} />
        </Show>
      </p>
    </>
  );
}

/** Why it did not work, and the way on from there. */
function Obstacle(props: { problem: ProblemBody; flow: SignUpFlow }) {
  const t = words("signUp");
  const code = () => props.problem.code;
  const opportunity = () => props.flow.opportunity();
  const uninsured = () => code() === "insurance_missing";
  // Nothing was decided: the same press again may succeed, and does nothing twice.
  const again = () => props.problem.status >= 500 || props.problem.status === 0 || code() === "request_in_progress";
  return (
    <>
      <Announced>
        <Notice tone="warning" title={uninsured() ? t.insurance : props.problem.title}>
          <p>{uninsured() ? t.insuranceText : props.problem.detail}</p>
        </Notice>
      </Announced>
      <p class="actions">
        <Show when={again()}>
          <button type="button" class="btn btn-primary" onClick={() => void props.flow.send()}>
            {t.again}
          </button>
        </Show>
        <Show when={code() === "overlap" || code() === "already_signed_up"}>
          <a class="btn btn-primary" href={path("my-activities")}>
            {t.overlapNext}
          </a>
        </Show>
        <Show when={uninsured()}>
          <a class="btn btn-primary" href={path("body", { id: opportunity().body })}>
            {opportunity().bodyName}
          </a>
        </Show>
        <button type="button" class="btn btn-outline-primary" onClick={() => props.flow.close()}>
          {words("common").close}
        </button>
      </p>
    </>
  );
}

/** Takes the focus as it comes, so that it is read out and nobody is left in a field that is gone. */
function Announced(props: { children: JSX.Element }) {
  let place!: HTMLDivElement;
  onMount(() => place.focus());
  return (
    <div class="announced" tabindex="-1" ref={place}>
      {props.children}
    </div>
  );
}
