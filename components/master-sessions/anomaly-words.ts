import { useTranslations } from "next-intl";
import type { View } from "@/components/shell/view";
import type { Anomaly } from "@/lib/master-sessions/anomalies";
import { baselineSessions, fewestForShares, severityFrom } from "@/lib/master-sessions/anomaly";
import type { AnomalyKind } from "@/lib/master-sessions/anomaly-schema";

const isShare = (kind: AnomalyKind) => kind !== "low-attendance";

/** An anomaly in words: what was, what usually is, and how far apart the two lie. */
export function useAnomalyWords({ format }: Pick<View, "format">) {
  const t = useTranslations("anomalies");
  const figure = (kind: AnomalyKind, value: number) =>
    isShare(kind) ? format.percent(value, 0) : format.integer(value);
  return {
    figure,
    spread: ({ kind, spread }: Pick<Anomaly, "kind" | "spread">) =>
      isShare(kind)
        ? t("spreadPoints", { points: format.decimal(spread * 100, 1) })
        : t("spreadPeople", { people: Math.max(1, Math.round(spread)) }),
    explain: (anomaly: Anomaly): string => {
      const { kind, value, median, baseline, distance } = anomaly;
      return [
        t(`sentence.${kind}`, {
          value: isShare(kind) ? figure(kind, value) : value,
          median: figure(kind, median),
          n: baseline.length,
        }),
        t("distance", {
          distance: format.decimal(distance, 1),
          spread: isShare(kind)
            ? t("spreadPoints", { points: format.decimal(anomaly.spread * 100, 1) })
            : t("spreadPeople", { people: Math.max(1, Math.round(anomaly.spread)) }),
          side: value < median ? "below" : "above",
        }),
      ].join(" ");
    },
    rule: {
      ...baselineSessions,
      notice: format.decimal(severityFrom.notice, 1),
      warning: format.decimal(severityFrom.warning, 1),
      alarm: format.decimal(severityFrom.alarm, 1),
      fewest: fewestForShares,
    },
  };
}
