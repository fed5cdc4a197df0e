import { LegalText } from "../parts/LegalText.tsx";

export default function Privacy() {
  return <LegalText about="privacy" />;
}
