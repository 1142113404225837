import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { Anomaly } from "@/lib/master-sessions/anomalies";
import type { AnomalySeverity } from "@/lib/master-sessions/anomaly-schema";

export const severityTones = { notice: "plain", warning: "warn", alarm: "bad" } as const satisfies Record<
  AnomalySeverity,
  "plain" | "warn" | "bad"
>;

/** That something about a session is out of the ordinary, in the words of its gravest finding. */
export function AnomalyBadge({ anomalies }: { anomalies: readonly Anomaly[] | undefined }) {
  const t = useTranslations("anomalies");
  const [gravest] = anomalies ?? [];
  if (!gravest || !anomalies) return null;
  const kinds = anomalies.map(({ kind }) => t(`kinds.${kind}`)).join(", ");
  return (
    <span title={t("badge", { count: anomalies.length, kinds })}>
      <Badge tone={severityTones[gravest.severity]}>
        {t(`kinds.${gravest.kind}`)}
        {anomalies.length > 1 ? ` +${anomalies.length - 1}` : ""}
      </Badge>
    </span>
  );
}
