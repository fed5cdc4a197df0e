import type { Project } from "../../functions/projects/contract.ts";

/** Under which one may post opportunities. */
export const isOpen = ({ state }: Pick<Project, "state">): boolean => state === "approved" || state === "active";
