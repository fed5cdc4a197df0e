import { expect, it } from "vitest";
import type { Body } from "../../functions/bodies/contract.ts";
import { letters } from "../setup/letters.ts";
import { world } from "../setup/world.ts";

it("owners hear of what was decided, a voucher of being asked, a new member of belonging; each once", async () => {
  const w = await world();
  const { body: comune, owner: officer } = await w.body("Comune di Pontedera", { kind: "comune", comune: "050029" });
  const post = await letters(w);
  const told = async () => (await post.since()).map(({ to, subject }) => [to, subject]);

  const ion = await w.someone("Ion Popa");
  const draft = {
    kind: "informal_group",
    name: "Gruppo del giovedì",
    comune: "050029",
    email: "gruppo@insieme.example",
    voucher: comune.id,
  };
  const { body } = await w.call<Body>("POST", "/bodies", { as: ion, json: draft });
  expect(await told()).toEqual([]);
  const mei = await w.member(body.id, ion, "organiser", "Mei Lin");
  expect(await told()).toEqual([[mei.email, "Ora fai parte di Gruppo del giovedì"]]);

  await w.call("POST", `/bodies/${body.id}/submit`, { as: ion, json: {} });
  expect(await told()).toEqual([[officer.email, "Gruppo del giovedì chiede la vostra garanzia"]]);
  await w.call("PATCH", "/me", { as: ion, json: { locale: "en" } });
  await w.call("POST", `/bodies/${body.id}/vouch`, { as: officer, json: { voucher: comune.id } });
  await w.call("POST", `/bodies/${body.id}/review`, { as: w.staff, json: { move: "return", reason: "Serve un indirizzo" } });
  const returned = await post.since();
  expect(returned.map(({ to, subject }) => [to, subject])).toEqual([
    [ion.email, "Gruppo del giovedì has a voucher"],
    [ion.email, "Gruppo del giovedì: a correction is needed"],
  ]);
  expect(returned.some(({ text }) => text.includes("Serve un indirizzo"))).toBe(true);
});
