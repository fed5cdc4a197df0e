import { createSignal, Show } from "solid-js";
import { words } from "../i18n/words.ts";
import { FieldFrame } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

type Props = {
  name: string;
  label: string;
  hint: string;
  accept: string;
  /** In words, the file that is chosen. */
  chosen: string | false | undefined;
  error: string | undefined;
  choose: (file: File) => void;
};

/** One file: by the browser's own picker, or dropped. The same file may be chosen again after it was mended. Needs the area `organise`. */
export function FilePicker(props: Props) {
  const t = words("organise").import;
  const [over, setOver] = createSignal(false);
  const take = (files: FileList | null | undefined) => files?.[0] && props.choose(files[0]);
  return (
    <FieldFrame name={props.name} label={props.label} hint={props.hint} error={props.error} required>
      {(attributes) => (
        <div
          class="drop"
          classList={{ "drop-over": over() }}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            take(event.dataTransfer?.files);
          }}
        >
          <p class="drop-says">
            <Icon name={props.chosen ? "file-csv" : "upload"} /> <span role="status">{props.chosen || t.drop}</span>
          </p>
          <span class="btn btn-outline-primary btn-sm drop-button">
            <Show when={props.chosen} fallback={t.choose}>
              {t.other}
            </Show>
            <input
              type="file"
              {...attributes}
              accept={props.accept}
              onClick={(event) => {
                event.currentTarget.value = "";
              }}
              onChange={(event) => take(event.currentTarget.files)}
            />
          </span>
        </div>
      )}
    </FieldFrame>
  );
}
