import { type JSX, Show } from "solid-js";
import { words } from "../i18n/words.ts";
import { path } from "../routes.ts";
import { isStaff } from "./acting.ts";
import { EmptyState } from "./EmptyState.tsx";
import { Private } from "./Private.tsx";

/** A private page for ANCI's staff; others are told so, and led back to their desk. Needs the area `desk`. */
export function StaffOnly(props: { title: string; children: JSX.Element }) {
  const t = words("desk").staffOnly;
  return (
    <Private title={props.title}>
      {() => (
        <Show
          when={isStaff()}
          fallback={
            <div class="container page narrow">
              <h1>{props.title}</h1>
              <EmptyState icon="lock" title={t.title} text={t.text}>
                <a class="btn btn-primary" href={path("desk")}>
                  {words("desk").title}
                </a>
              </EmptyState>
            </div>
          }
        >
          {props.children}
        </Show>
      )}
    </Private>
  );
}
