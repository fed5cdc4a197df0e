import type { Theme } from "../../functions/opportunities/contract.ts";

/** One line drawing a theme, on a grid of 24. Our own. */
export const drawings: Record<Theme, string> = {
  italian: "M4 4h16v12h-9l-5 5v-5H4zM8 13l4-7 4 7M9.5 10.5h5",
  school: "M2 9l10-5 10 5-10 5zM6 11v5c3 2.5 9 2.5 12 0v-5M22 9v6",
  family: "M3 11l9-8 9 8v10H3zM12 18l-3-3a2.1 2.1 0 0 1 3-3 2.1 2.1 0 0 1 3 3z",
  women: "M12 3a5 5 0 1 0 .01 0zM12 13v8M8.5 17.5h7",
  young: "M12 2l2.4 7.6L22 12l-7.6 2.4L12 22l-2.4-7.6L2 12l7.6-2.4z",
  elderly: "M12 20S3 14.5 3 8.5A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 9 1.5C21 14.5 12 20 12 20z",
  culture: "M9 18V5l11-2v13M9 18a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM20 16a3 3 0 1 1-6 0 3 3 0 0 1 6 0z",
  sport: "M12 2a10 10 0 1 0 .01 0zM2.5 9c6 3 13 3 19 0M9 2.5c-3 6-3 13 0 19M15 2.5c3 6 3 13 0 19",
  environment: "M5 19C4 10 10 4 21 3c0 11-5 17-15 15M3 22c2-6 6-10 11-12",
  food: "M3 12h18a9 9 0 0 1-18 0zM8 8c0-2 2-2 2-4M14 8c0-2 2-2 2-4",
  health: "M9 3h6v6h6v6h-6v6H9v-6H3V9h6z",
  rights: "M12 3v18M7 21h10M5 7h14M5 7l-3 7a3.5 3.5 0 0 0 6 0zM19 7l-3 7a3.5 3.5 0 0 0 6 0z",
  work: "M3 8h18v12H3zM9 8V4h6v4M3 13h18",
  digital: "M5 5h14v10H5zM2 19h20l-2-4H4z",
};

/** Every theme, in the order in which they are offered. */
export const themes = Object.keys(drawings) as Theme[];
