import { words } from "../i18n/words.ts";

/** Something is on its way. `page`: it stands for a whole page and keeps its height. */
export const Spinner = (props: { page?: boolean }) => (
  <p class="spinner" classList={{ "spinner-page": !!props.page }} role="status">
    <span class="spinner-ring" aria-hidden="true" />
    <span>{words("common").loading}</span>
  </p>
);

/** Grey lines where text will be. */
export const Skeleton = (props: { lines: number }) => (
  <div class="skeleton" aria-hidden="true">
    {Array.from({ length: props.lines }, () => (
      <span />
    ))}
  </div>
);
