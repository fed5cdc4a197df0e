import type it from "../it/unsaved.ts";

export default {
  title: "There are unsaved changes",
  text: "If you leave now they are lost.",
  stay: "Stay here",
  leave: "Leave without saving",
} satisfies typeof it;
