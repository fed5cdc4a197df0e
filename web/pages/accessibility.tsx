import { LegalText } from "../parts/LegalText.tsx";

export default function Accessibility() {
  return <LegalText about="accessibility" />;
}
