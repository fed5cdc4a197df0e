import { createAsync, revalidate, useNavigate, useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { type BodyFile, type Member } from "../../functions/bodies/contract.ts";
import { Role } from "../../functions/people/contract.ts";
import { answer, api } from "../client.ts";
import { dayDate } from "../i18n/format.ts";
import { words } from "../i18n/words.ts";
import { owns, roleIn } from "../parts/acting.ts";
import { Back } from "../parts/Back.tsx";
import { CheckGroup, Field } from "../parts/Field.tsx";
import { bodyFile } from "../parts/files.ts";
import { Form, given } from "../parts/form.tsx";
import { MoveButton } from "../parts/MoveButton.tsx";
import { Private } from "../parts/Private.tsx";
import { me, refreshMe } from "../parts/session.ts";
import { Table } from "../parts/Table.tsx";
import { say } from "../parts/Toast.tsx";
import { path } from "../routes.ts";

export default function BodyMembers() {
  const params = useParams<{ id: string }>();
  return <Private title={words("body").peopleLink}>{() => <Members id={params.id} />}</Private>;
}

/** Who acts for a body. Owners add and remove; everybody may leave, but for the last owner. */
function Members(props: { id: string }) {
  const t = words("body");
  const states = words("states");
  const file = createAsync(() => bodyFile(props.id));
  return (
    <Show when={file.latest}>
      {(file) => (
        <div class="container page">
          <Back href={path("body-desk", { id: props.id })} label={t.backToBody(file().body.name)} />
          <h1>{t.peopleTitle(file().body.name)}</h1>
          <p class="lead">{t.peopleLead}</p>
          <Table
            caption={t.peopleLink}
            rows={file().members}
            columns={[
              {
                label: t.person,
                cell: (member) => (
                  <>
                    {member.name} <Show when={isMe(member)}>({t.you})</Show>
                    <br />
                    <small class="soft">{member.email}</small>
                  </>
                ),
              },
              { label: t.role, cell: (member) => states.roles[member.role] },
              { label: t.since, cell: (member) => dayDate(member.since) },
              { label: t.manage, cell: (member) => <Remove file={file()} member={member} /> },
            ]}
          />
          <Show when={owns(props.id)} fallback={<Show when={roleIn(props.id)}>{<p class="soft">{t.onlyOwner}</p>}</Show>}>
            <AddMember body={props.id} />
          </Show>
        </div>
      )}
    </Show>
  );
}

const isMe = (member: Member): boolean => member.person === me()?.person.id;

function Remove(props: { file: BodyFile; member: Member }) {
  const t = words("body");
  const navigate = useNavigate();
  const { id } = props.file.body;
  const last = () => props.member.role === "owner" && props.file.members.filter(({ role }) => role === "owner").length === 1;
  const remove = async () => {
    await answer(api.bodies[":id"].members[":person"].$delete({ param: { id, person: props.member.person } }));
    if (isMe(props.member)) {
      await refreshMe();
      navigate(path("desk"));
      return say(t.left);
    }
    await revalidate(bodyFile.key);
    say(t.removed(props.member.name));
  };
  return (
    <Show when={isMe(props.member) || owns(id)} fallback="–">
      <Show when={!last()} fallback={<small class="soft">{t.lastOwner}</small>}>
        <MoveButton
          class="btn btn-sm btn-outline-primary"
          label={isMe(props.member) ? t.leave : t.remove}
          title={isMe(props.member) ? t.leaveTitle : t.removeTitle(props.member.name)}
          run={remove}
        >
          <p>{isMe(props.member) ? t.leaveText : t.removeText}</p>
        </MoveButton>
      </Show>
    </Show>
  );
}

function AddMember(props: { body: string }) {
  const t = words("body");
  const states = words("states");
  let place!: HTMLElement;
  const add = (data: FormData) =>
    answer(
      api.bodies[":id"].members.$post({
        param: { id: props.body },
        json: { email: given(data, "email") ?? "", name: given(data, "name"), role: given(data, "role") as Role },
      }),
    );
  const done = async ({ name }: Member) => {
    place.querySelector("form")?.reset();
    await revalidate(bodyFile.key);
    say(t.added(name));
  };
  return (
    <section class="panel narrow" ref={place}>
      <h2>{t.addPerson}</h2>
      <Form submit={add} done={(member) => void done(member)} label={t.addPerson}>
        <Field name="email" type="email" label={t.personEmail} hint={t.personEmailHint} required autocomplete="off" />
        <Field name="name" label={t.personName} hint={t.personNameHint} maxLength={80} autocomplete="off" />
        <CheckGroup
          one
          required
          name="role"
          label={t.role}
          chosen={["organiser"]}
          options={Role.options.map((value) => ({ value, label: states.roles[value], hint: t.roleHints[value] }))}
        />
      </Form>
    </section>
  );
}
