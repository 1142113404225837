import { useTranslations } from "next-intl";
import type { View } from "@/components/shell/view";
import type { TimelineMetric, TimelinePanel, TimelineSession } from "@/lib/master-sessions/timeline-schema";

/** The address of a panel's download. */
export type TimelineExports = (panel: TimelinePanel, format: "csv" | "json") => string;

/** What a timeline follows: its names, its values and how they are written. */
export function useTimelineValues({ format, tenant }: Pick<View, "format" | "tenant">) {
  const t = useTranslations("masters.timeline");
  return {
    name: (metric: TimelineMetric) => t(`${metric}.name`, { label: tenant.auLabel }),
    of: (metric: TimelineMetric, session: TimelineSession): number | null =>
      metric === "reacting" ? session.reactingRatio : session[metric],
    format: (metric: TimelineMetric, value: number | null) =>
      metric === "reacting" ? format.percent(value, 0) : format.integer(value),
  };
}
