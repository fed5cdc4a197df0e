import { createAsync } from "@solidjs/router";
import { createMemo, Show } from "solid-js";
import type { Comune } from "../../functions/territory/contract.ts";
import { words } from "../i18n/words.ts";
import { allComuni } from "./comuni.ts";
import { type PickGroup, PickMany, type PickQuick } from "./PickMany.tsx";

type Props = {
  name: string;
  label: string;
  hint?: string;
  chosen?: readonly string[];
  /** Only these may be chosen; all of Tuscany without. */
  within?: readonly string[];
};

/** A free set of Comuni, by province; whole zones and provinces at once. Needs the area `desk`. */
export function TerritoryField(props: Props) {
  const t = words("desk");
  const comuni = createAsync(() => allComuni());
  const open = createMemo(() => (comuni() ?? []).filter(({ code }) => !props.within || props.within.includes(code)));
  const provinces = t.provinces as Readonly<Record<string, string>>;
  const groups = createMemo((): PickGroup[] =>
    grouped(open(), ({ province }) => provinces[province] ?? province).map(([label, comuni]) => ({
      label,
      options: comuni.map(({ code, name }) => ({ value: code, label: name })),
    })),
  );
  const quick = createMemo((): PickQuick[] => {
    const of = (found: [string, Comune[]][], name: (of: string) => string) =>
      found.map(([key, comuni]) => ({ label: name(key), values: comuni.map(({ code }) => code) }));
    return [
      ...of(
        grouped(open(), ({ zone }) => zone),
        t.pick.zone,
      ),
      ...of(
        grouped(open(), ({ province }) => provinces[province] ?? province),
        t.pick.province,
      ),
      ...(props.within ? [] : [{ label: t.pick.wholeRegion, values: open().map(({ code }) => code) }]),
    ];
  });
  return (
    <Show when={comuni()}>
      <PickMany name={props.name} label={props.label} hint={props.hint} groups={groups()} quick={quick()} chosen={props.chosen} />
    </Show>
  );
}

const grouped = (comuni: readonly Comune[], by: (comune: Comune) => string): [string, Comune[]][] =>
  [...Map.groupBy(comuni, by)].toSorted(([a], [b]) => a.localeCompare(b, "it"));
