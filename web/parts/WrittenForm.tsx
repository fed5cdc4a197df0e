import { type ComponentProps, splitProps } from "solid-js";
import { Form } from "./form.tsx";
import { createUnsaved, Unsaved } from "./Unsaved.tsx";

/** A form in which people write at length: asks before the page is left with something unsaved in it. Needs the area `unsaved`. */
export function WrittenForm<T>(props: ComponentProps<typeof Form<T>>) {
  const [ours, rest] = splitProps(props, ["done"]);
  const unsaved = createUnsaved();
  const done = (reply: T) => {
    unsaved.clear();
    ours.done?.(reply);
  };
  return (
    <div class="written" onInput={unsaved.touch}>
      <Form {...rest} done={done} />
      <Unsaved unsaved={unsaved} />
    </div>
  );
}
