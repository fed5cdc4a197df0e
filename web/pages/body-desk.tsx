import { createAsync, revalidate, useParams } from "@solidjs/router";
import { type JSX, Match, Show, Switch } from "solid-js";
import type { Body, BodyFile } from "../../functions/bodies/contract.ts";
import { answer, api } from "../client.ts";
import { words } from "../i18n/words.ts";
import { Act } from "../parts/Act.tsx";
import { actsFor, isStaff, owns, roleIn } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { BodyFacts } from "../parts/BodyFacts.tsx";
import { bodyFile, bodyProjects, verifiedBodies } from "../parts/files.ts";
import { History } from "../parts/History.tsx";
import { Icon, type IconName } from "../parts/Icon.tsx";
import { insuredToday } from "../parts/insured.ts";
import { Notice } from "../parts/Notice.tsx";
import { Private } from "../parts/Private.tsx";
import { ProjectRows } from "../parts/ProjectRows.tsx";
import { StateBadge } from "../parts/StateBadge.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

/** A body's file, for who belongs to it: its state and what comes next, its data, projects and history. */
export default function BodyDesk() {
  const params = useParams<{ id: string }>();
  return <Private title={words("body").file}>{() => <File id={params.id} />}</Private>;
}

function File(props: { id: string }) {
  const t = words("body");
  const states = words("states");
  const file = createAsync(() => bodyFile(props.id));
  return (
    <Show when={file.latest}>
      {(file) => {
        const body = () => file().body;
        return (
          <div class="container page">
            <Back href={path("desk")} label={t.back} />
            <h1>{body().name}</h1>
            <p class="head-line">
              <StateBadge of="body" state={body().state} /> <span class="soft">{states.bodyKinds[body().kind]}</span>
            </p>
            <div class="columns">
              <div class="stack">
                <Next file={file()} />
                <section>
                  <h2>{t.projects}</h2>
                  <Projects body={body()} />
                </section>
                <section>
                  <h2>{t.file}</h2>
                  <BodyFacts body={body()} />
                  <Show when={owns(body().id) && body().state !== "closed"}>
                    <p class="actions">
                      <a class="btn btn-outline-primary" href={path("body-edit", { id: body().id })}>
                        <Icon name="pencil" size="sm" /> {t.edit}
                      </a>
                    </p>
                  </Show>
                </section>
                <section>
                  <h2>{t.history}</h2>
                  <History of="body" moves={file().history} />
                </section>
              </div>
              <aside>
                <Manage file={file()} />
              </aside>
            </div>
          </div>
        );
      }}
    </Show>
  );
}

/** The reason of the latest move into the state that the body is in. */
const reasonOf = ({ body, history }: BodyFile): string | undefined => history.findLast(({ to }) => to === body.state)?.reason;

/** What happens now, and the one thing to do about it. */
function Next(props: { file: BodyFile }) {
  const t = words("body");
  const body = () => props.file.body;
  const bodies = createAsync(async () => (body().voucher ? verifiedBodies() : []));
  const voucher = () => bodies.latest?.find(({ id }) => id === body().voucher)?.name ?? "";
  const submit = async () => {
    await answer(api.bodies[":id"].submit.$post({ param: { id: body().id }, json: {} }));
    await revalidate(bodyFile.key);
    say(t.submitted);
  };
  const waitsVoucher = () => body().kind === "informal_group" && !!body().voucher && !body().vouchedAt;
  const needsVoucher = () => body().kind === "informal_group" && !body().voucher;
  const tone = () => (({ returned: "warning", suspended: "danger", verified: "success" }) as const)[body().state as "returned"] ?? "info";
  return (
    <Notice tone={tone()} title={t.next}>
      <p>{t.nextOf[body().state]}</p>
      <Show when={["returned", "suspended"].includes(body().state) && reasonOf(props.file)}>
        {(reason) => (
          <blockquote class="reason">
            <strong>{t.why}:</strong> <span class="as-written">{reason()}</span>
          </blockquote>
        )}
      </Show>
      <Show when={["draft", "submitted", "returned"].includes(body().state) && waitsVoucher()}>
        <p>{t.waitsVoucher(voucher())}</p>
      </Show>
      <Show when={["draft", "returned"].includes(body().state)}>
        <Show when={owns(body().id)} fallback={<p>{t.onlyOwner}</p>}>
          <Switch>
            <Match when={needsVoucher()}>
              <p>{t.needsVoucher}</p>
              <EditLink body={body()} label={t.edit} main />
            </Match>
            <Match when={body().state === "draft"}>
              <div class="actions">
                <Act run={submit}>{t.submit}</Act>
                <EditLink body={body()} label={t.edit} />
              </div>
            </Match>
            <Match when={body().state === "returned"}>
              <div class="actions">
                <EditLink body={body()} label={t.fixAndSend} main />
                <Act class="btn btn-outline-primary" run={submit}>
                  {t.sendAgain}
                </Act>
              </div>
            </Match>
          </Switch>
        </Show>
      </Show>
      <Show when={body().state === "verified" && actsFor(body().id)}>
        <p>
          <a class="btn btn-primary" href={`${path("project-new")}?body=${body().id}`}>
            {t.newProject}
          </a>
        </p>
      </Show>
    </Notice>
  );
}

const EditLink = (props: { body: Body; label: string; main?: boolean }) => (
  <a class={props.main ? "btn btn-primary" : "btn btn-outline-primary"} href={path("body-edit", { id: props.body.id })}>
    {props.label}
  </a>
);

function Projects(props: { body: Body }) {
  const projects = createAsync(() => bodyProjects(props.body.id));
  return (
    <Show when={projects.latest?.length} fallback={<p>{words("body").projectsNone}</p>}>
      <ProjectRows lines={projects.latest!} />
    </Show>
  );
}

/** The other pages of the body. */
function Manage(props: { file: BodyFile }) {
  const t = words("body");
  const id = () => props.file.body.id;
  return (
    <nav class="panel" aria-labelledby="manage">
      <h2 id="manage">{t.manage}</h2>
      <ul class="link-list">
        <Show when={props.file.body.state === "verified" && props.file.body.kind !== "anci"}>
          <Row icon="calendar" href={path("bodyOpportunities", { id: id() })} label={t.opportunities} />
        </Show>
        <Row icon="user" href={path("body-members", { id: id() })} label={t.peopleLink} text={t.people(props.file.members.length)} />
        <Row
          icon="files"
          href={path("body-policies", { id: id() })}
          label={t.policiesLink}
          text={insuredToday(props.file.policies) ? undefined : t.notInsured}
        />
        <Row
          icon="check-circle"
          href={path("body-vouch", { id: id() })}
          label={t.vouchLink}
          text={props.file.asks.length > 0 ? t.asks(props.file.asks.length) : undefined}
        />
        <Show when={isStaff() && !roleIn(id())}>
          <Row icon="search" href={path("body-review", { id: id() })} label={t.reviewIt} />
        </Show>
      </ul>
    </nav>
  );
}

const Row = (props: { icon: IconName; href: string; label: string; text?: JSX.Element }) => (
  <li>
    <a href={props.href}>
      <Icon name={props.icon} /> {props.label}
    </a>
    <Show when={props.text}>
      <small class="soft">{props.text}</small>
    </Show>
  </li>
);
