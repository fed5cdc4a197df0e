import { createAsync } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { Opportunity, OpportunityFile, PublicOpportunity } from "../../functions/opportunities/contract.ts";
import type { Comune } from "../../functions/territory/contract.ts";
import { words } from "../i18n/words.ts";
import { allComuni } from "./comuni.ts";
import { OpportunityFacts, OpportunityPlace } from "./OpportunityDetails.tsx";
import { ThemeChip } from "./Theme.tsx";

/** A draft through the eyes of a resident: made of the same parts as the public page. Needs `opportunity`, `signUp`. */
export function OpportunityPreview(props: { file: OpportunityFile }) {
  const t = words("opportunity");
  const comuni = createAsync(() => allComuni());
  return (
    <Show when={comuni()}>
      {(comuni) => {
        const it = () => publicOf(props.file.opportunity, comuni());
        return (
          <div class="preview">
            <ul class="chips">
              <For each={it().themes}>
                {(theme) => (
                  <li>
                    <ThemeChip theme={theme} />
                  </li>
                )}
              </For>
            </ul>
            <h3 class="preview-title">{it().title}</h3>
            <p class="soft">
              {t.by} {it().bodyName} · {it().place.comuneName}
            </p>
            <p class="as-written">{it().description}</p>
            <OpportunityFacts of={it()} level="h3" />
            <OpportunityPlace of={it()} known={undefined} level="h3" />
          </div>
        );
      }}
    </Show>
  );
}

/** What the public view will show of it: with a hidden address the Comune alone. */
function publicOf({ place, ...opportunity }: Opportunity, comuni: readonly Comune[]): PublicOpportunity {
  const comune = comuni.find(({ code }) => code === place.comune);
  const comuneName = comune?.name ?? place.comune;
  const { addressHidden } = place;
  return {
    ...opportunity,
    place: addressHidden
      ? { comune: place.comune, comuneName, point: comune?.point ?? place.point, addressHidden }
      : { ...place, comuneName },
    insured: opportunity.policy !== null,
    shifts: [],
  };
}
