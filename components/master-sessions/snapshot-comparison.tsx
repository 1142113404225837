import { useTranslations } from "next-intl";
import { ExplainedInfo, MetricInfo, useMetricName } from "@/components/master-sessions/metric-info";
import { PanelExports } from "@/components/master-sessions/panel-exports";
import { useFigure } from "@/components/master-sessions/snapshot-figures";
import type { View } from "@/components/shell/view";
import { Change } from "@/components/ui/change";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { comparedMetrics, medianOf } from "@/lib/master-sessions/compare-with-median";
import { type MetricKey, measure, metrics } from "@/lib/master-sessions/metrics";
import type { Snapshot } from "@/lib/master-sessions/schema";

/** This session beside the median of the same master's sessions before it; says why when there is none. */
export function SnapshotComparison({ snapshot, view }: { snapshot: Snapshot; view: View }) {
  const t = useTranslations("masters.snapshot");
  const name = useMetricName(view);
  const figure = useFigure(view);
  const { session, comparison } = snapshot;
  const master = session.master?.name;
  const written = (key: MetricKey, value: number | null) => {
    const { value: shown, unit } = figure(key, value);
    return metrics[key].unit === "minutes" || metrics[key].unit === "au" ? `${shown} ${unit ?? ""}`.trim() : shown;
  };
  const why = !master
    ? t("comparisonNoMaster")
    : session.status === "live"
      ? t("comparisonLive")
      : t("comparisonMissing", { count: comparison.sessions, needed: comparison.needed, master });
  return (
    <Section
      title={t("comparison")}
      lead={comparison.medians && master ? t("comparisonLead", { count: comparison.sessions, master }) : undefined}
      info={<ExplainedInfo about="comparison" />}
      tools={
        comparison.medians ? (
          <PanelExports name={t("comparison")} sessionId={session.id} panel="comparison" view={view} />
        ) : undefined
      }
    >
      {comparison.medians && session.status === "ended" ? (
        <DataTable
          caption={t("comparison")}
          rows={comparedMetrics}
          rowKey={(key) => key}
          columns={[
            {
              key: "metric",
              header: t("comparisonColumns.metric"),
              cell: (key) => (
                <span className="inline-flex items-center gap-1 font-normal">
                  {name(key)}
                  <MetricInfo metric={key} snapshot={snapshot} view={view} />
                </span>
              ),
            },
            {
              key: "here",
              header: t("comparisonColumns.here"),
              align: "end",
              cell: (key) => <span className="text-ink">{written(key, measure(key, snapshot).value)}</span>,
            },
            {
              key: "median",
              header: t("comparisonColumns.median"),
              align: "end",
              from: "sm",
              cell: (key) => written(key, medianOf(key, snapshot)),
            },
            {
              key: "change",
              header: t("comparisonColumns.change"),
              align: "end",
              cell: (key) => (
                <Change
                  current={measure(key, snapshot).value}
                  previous={medianOf(key, snapshot)}
                  meaning={metrics[key].meaning}
                  points={metrics[key].unit === "ratio"}
                />
              ),
            },
          ]}
        />
      ) : (
        <p className="text-ink-quiet">{why}</p>
      )}
    </Section>
  );
}
