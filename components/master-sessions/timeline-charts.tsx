import { useTranslations } from "next-intl";
import { MeasuredColumns } from "@/components/charts/measured-columns";
import { ExplainedInfo, MetricInfo } from "@/components/master-sessions/metric-info";
import { type TimelineExports, useTimelineValues } from "@/components/master-sessions/timeline-values";
import type { View } from "@/components/shell/view";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section, SectionGrid } from "@/components/ui/section";
import { dayOf } from "@/lib/analytics/zone";
import type { Timeline } from "@/lib/master-sessions/timeline";
import type { TimelineMetric } from "@/lib/master-sessions/timeline-schema";

/** Sessions over time: people live and on replay first, then what they felt, wrote and gave. Thin lines say what is usual. */
export function TimelineCharts({
  timeline,
  exportHref,
  view,
}: {
  timeline: Timeline;
  exportHref: TimelineExports;
  view: View;
}) {
  const t = useTranslations("masters.timeline");
  return (
    <>
      <Section
        title={t("people.title")}
        lead={t("people.lead")}
        info={<MetricInfo metric="total" view={view} />}
        tools={<Exports name={t("people.title")} exportHref={exportHref} />}
      >
        <Chart metric="people" timeline={timeline} view={view} height={220} />
      </Section>
      <SectionGrid>
        {(["reacting", "gratitude", "au", "replays"] as const).map((metric) => (
          <Section
            key={metric}
            title={t(`${metric}.title`, { label: view.tenant.auLabel })}
            lead={t(`${metric}.lead`)}
            info={
              metric === "reacting" ? (
                <ExplainedInfo about="muted" />
              ) : (
                <MetricInfo metric={metricOf[metric]} view={view} />
              )
            }
            tools={<Exports name={t(`${metric}.title`, { label: view.tenant.auLabel })} exportHref={exportHref} />}
          >
            <Chart metric={metric} timeline={timeline} view={view} height={140} />
          </Section>
        ))}
      </SectionGrid>
    </>
  );
}

const metricOf = { gratitude: "gratitudeTexts", au: "au", replays: "replays" } as const;

function Exports({ name, exportHref }: { name: string; exportHref: TimelineExports }) {
  return <ExportMenu name={name} csvHref={exportHref("sessions", "csv")} jsonHref={exportHref("sessions", "json")} />;
}

function Chart({
  metric,
  timeline,
  view,
  height,
}: {
  metric: TimelineMetric;
  timeline: Timeline;
  view: View;
  height: number;
}) {
  const t = useTranslations("masters.timeline");
  const values = useTimelineValues(view);
  const { format, tenant } = view;
  const { sessions, medians } = timeline;
  const heldAt = (point: string) => new Date(point.slice(0, 24));
  return (
    // Few sessions stay columns instead of becoming walls.
    <div style={{ maxWidth: `${Math.max(20, sessions.length * 6)}rem` }}>
      <MeasuredColumns
        name={values.name(metric)}
        besideName={metric === "people" ? values.name("replays") : undefined}
        points={sessions.map((session) => ({
          at: `${session.heldAt.toISOString()} ${session.id}`,
          value: values.of(metric, session),
          beside: metric === "people" ? session.replays : undefined,
          inProgress: session.status === "live",
        }))}
        lines={[
          { name: t("ownMedian"), value: medians.own[metric] },
          { name: t("tenantMedian", { tenant: tenant.name }), value: medians.tenant[metric], dashed: true },
        ]}
        formatValue={(value) => values.format(metric, value)}
        formatAt={(point) => format.dateTime(heldAt(point))}
        formatShort={(point) => format.shortDay(dayOf(heldAt(point), tenant.timeZone))}
        whole={metric !== "reacting"}
        height={height}
      />
    </div>
  );
}
