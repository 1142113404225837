import { useTranslations } from "next-intl";
import { ExplainedInfo } from "@/components/master-sessions/metric-info";
import { type TimelineExports, useTimelineValues } from "@/components/master-sessions/timeline-values";
import type { View } from "@/components/shell/view";
import { Change } from "@/components/ui/change";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { Timeline } from "@/lib/master-sessions/timeline";
import { timelineMetrics } from "@/lib/master-sessions/timeline-schema";

/** The middle session of the period beside what is usual for this master and for all masters. */
export function TimelineMedians({
  timeline,
  master,
  exportHref,
  view,
}: {
  timeline: Timeline;
  master: string;
  exportHref: TimelineExports;
  view: View;
}) {
  const t = useTranslations("masters.timeline");
  const values = useTimelineValues(view);
  const { here, own, tenant } = timeline.medians;
  const said = {
    master,
    tenant: view.tenant.name,
    here: view.format.integer(here.people),
    own: view.format.integer(own.people),
    all: view.format.integer(tenant.people),
    count: own.sessions,
  };
  return (
    <Section
      title={t("medians.title")}
      lead={here.sessions ? t("medians.lead", said) : t("medians.none")}
      info={<ExplainedInfo about="timelineMedians" />}
      tools={
        <ExportMenu
          name={t("medians.title")}
          csvHref={exportHref("medians", "csv")}
          jsonHref={exportHref("medians", "json")}
        />
      }
    >
      <DataTable
        caption={t("medians.title")}
        rows={timelineMetrics}
        rowKey={(metric) => metric}
        columns={[
          { key: "metric", header: t("medians.columns.metric"), cell: (metric) => values.name(metric) },
          {
            key: "here",
            header: t("medians.columns.here", { count: here.sessions }),
            align: "end",
            cell: (metric) => <span className="text-ink">{values.format(metric, here[metric])}</span>,
          },
          {
            key: "own",
            header: t("medians.columns.own", { count: own.sessions }),
            align: "end",
            cell: (metric) => (
              <Against
                value={values.format(metric, own[metric])}
                now={here[metric]}
                then={own[metric]}
                points={metric === "reacting"}
              />
            ),
          },
          {
            key: "tenant",
            header: t("medians.columns.tenant", { tenant: view.tenant.name, count: tenant.sessions }),
            align: "end",
            cell: (metric) => (
              <Against
                value={values.format(metric, tenant[metric])}
                now={here[metric]}
                then={tenant[metric]}
                points={metric === "reacting"}
              />
            ),
          },
        ]}
      />
    </Section>
  );
}

function Against({
  value,
  now,
  then,
  points,
}: {
  value: string;
  now: number | null;
  then: number | null;
  points: boolean;
}) {
  return (
    <span className="inline-flex flex-wrap items-baseline justify-end gap-x-3">
      <Change current={now} previous={then} points={points} />
      {value}
    </span>
  );
}
