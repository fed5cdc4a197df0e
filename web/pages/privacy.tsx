import { words } from "../i18n/words.ts";
import { Head } from "../parts/Head.tsx";

export default function Page() {
  const t = words("find");
  return (
    <div class="container page">
      <Head title={t.title} description={t.description} />
      <h1>{t.title}</h1>
    </div>
  );
}
