import { addMember, addPolicy, createAnciBody, createBody, reviewBody, submitBody, vouchBody } from "../../bodies/service.ts";
import type { BodyId } from "../../foundation/ids.ts";
import { bodies, type DemoBody } from "./bodies.ts";
import type { Bodies } from "./load.ts";
import { cast, emailOf } from "./people.ts";
import { pool } from "./pool.ts";
import type { Stage } from "./stage.ts";

const nameOf = (key: string) => cast.find((each) => each.key === key)!.name;

/** ANCI Toscana, the partners and associations of the demo, each as far as its data says. */
export async function loadBodies(on: Stage): Promise<Bodies> {
  const made = new Map<string, BodyId>();
  const born = -180;
  const giulia = await on.stores.people.person(on.personOf("giulia"));
  const anci = await createAnciBody(
    await on.as("giulia", born),
    { name: "ANCI Toscana", comune: "048017", email: "segreteria@demo.example", description: "L'associazione dei Comuni toscani." },
    giulia!,
  );
  made.set("anci", anci.id);
  await addMember(await on.as("giulia", born), anci.id, { email: emailOf("paolo"), role: "organiser" });

  const load = async (body: DemoBody) => {
    const { key, draft, owner, organisers = [], tutors = [], voucher, reached, reason } = body;
    const day = reached === "verified" ? -150 : -6;
    const voucherId = voucher && made.get(voucher);
    const { id } = await createBody(await on.as(owner, day), { ...draft, email: emailOf(key), ...(voucherId && { voucher: voucherId }) });
    made.set(key, id);
    for (const person of organisers)
      await addMember(await on.as(owner, day), id, { email: emailOf(person), name: nameOf(person), role: "organiser" });
    for (const person of tutors)
      await addMember(await on.as(owner, day), id, { email: emailOf(person), name: nameOf(person), role: "tutor" });
    if (reached === "draft") return;
    await submitBody(await on.as(owner, day), id);
    if (reached === "submitted") return;
    await reviewBody(await on.as("giulia", day + 2), id, reached === "verified" ? { move: "verify" } : { move: "return", reason });
    if (reached !== "verified") return;
    const year = on.now.getUTCFullYear();
    await addPolicy(await on.as(owner, day + 3), id, {
      insurer: "Assicurazioni Demo",
      number: `${key.toUpperCase().slice(0, 3)}-${year}-001`,
      covers: ["accident", "illness", "liability"],
      validFrom: `${year - 1}-01-01`,
      validTo: `${year + 1}-12-31`,
    });
  };
  const [grown, rest] = [bodies.filter(({ voucher }) => !voucher), bodies.filter(({ voucher }) => voucher)];
  await pool(grown, 6, load);
  await pool(rest, 6, load);
  // One group already has the word of the association that vouches for it, so that verifying it is the next step.
  await vouchBody(await on.as("amina", -5), made.get("orto")!, made.get("teranga")!);
  return made;
}
