import { dateParts } from "../i18n/format.ts";

/** Weekday, day and month as a leaf of a calendar. */
export function DateBlock(props: { at: string }) {
  const parts = () => dateParts(props.at);
  return (
    <p class="date-block">
      <span>{parts().weekday}</span> <strong>{parts().day}</strong> <span>{parts().month}</span>
    </p>
  );
}
