import { useTranslations } from "next-intl";
import { useAnomalyWords } from "@/components/master-sessions/anomaly-words";
import type { View } from "@/components/shell/view";
import { InfoPanel } from "@/components/ui/info-panel";

/** The rule behind every finding, with its thresholds. */
export function AnomalyInfo({ view }: { view: Pick<View, "format"> }) {
  const t = useTranslations("anomalies.info");
  const { rule } = useAnomalyWords(view);
  return (
    <InfoPanel
      name={t("name")}
      description={t("description", { atMost: rule.atMost })}
      formula={t("formula")}
      note={t("note", rule)}
    />
  );
}
