import { fewestCharacters, type Project, type ProjectPartner, type Section } from "../../functions/projects/contract.ts";

type Wanting = {
  readonly sections: readonly { readonly section: Section; readonly least: number }[];
  /** Partners who brought nothing yet, and those who have not confirmed the text as it is. */
  readonly commitments: readonly ProjectPartner[];
  readonly confirmations: readonly ProjectPartner[];
};

/** What a project still lacks before it can be sent, as the API will see it. `least`: characters wanted where there are too few, else 0. */
export function wanting(project: Project): Wanting {
  const short = (section: keyof typeof fewestCharacters) => {
    const length = project[section].length;
    return length < fewestCharacters[section] ? [{ section, least: length > 0 ? fewestCharacters[section] : 0 }] : [];
  };
  return {
    sections: [
      ...short("title"),
      ...short("need"),
      ...short("beneficiaries"),
      ...short("activities"),
      ...(project.comuni.length === 0 ? [{ section: "place", least: 0 } as const] : []),
      ...(project.from && project.to ? [] : [{ section: "period", least: 0 } as const]),
    ],
    commitments: project.partners.filter(({ commitments }) => commitments.length === 0),
    // The lead confirms by sending.
    confirmations: project.partners.filter(({ body, confirmed }) => body !== project.lead && !confirmed),
  };
}

export const isReady = (project: Project): boolean => Object.values(wanting(project)).every((list) => list.length === 0);
export const isWritten = (project: Project): boolean => wanting(project).sections.length === 0;
/** States in which the partners write. */
export const isOpen = ({ state }: Project): boolean => state === "idea" || state === "co_design" || state === "changes_requested";
