import { useTranslations } from "next-intl";
import { type BarItem, BarList } from "@/components/charts/bar-list";
import { ExplainedInfo } from "@/components/master-sessions/metric-info";
import type { TimelineExports } from "@/components/master-sessions/timeline-values";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section, SectionGrid } from "@/components/ui/section";
import type { Timeline } from "@/lib/master-sessions/timeline";
import type { TimelinePanel, TimelineSlice } from "@/lib/master-sessions/timeline-schema";

/** Where a master's attendances come from: live or replay, language, time of day. Each bar opens its sessions. */
export function TimelineBreakdowns({
  timeline,
  exportHref,
  narrowed,
  view,
}: {
  timeline: Timeline;
  exportHref: TimelineExports;
  /** this page with one more filter */
  narrowed: (filter: "mode" | "language" | "timeOfDay", value: string) => string;
  view: View;
}) {
  const t = useTranslations("masters.timeline");
  const masters = useTranslations("masters");
  const labels = useLabels(view);
  const { format } = view;
  const { modes } = timeline;
  const ofSlices = (
    slices: readonly TimelineSlice[],
    label: (key: string) => string,
    filter: "language" | "timeOfDay",
  ) =>
    slices.map(
      (slice): BarItem => ({
        key: slice.key || "?",
        label: label(slice.key),
        note: t("sliceNote", { sessions: slice.sessions, median: format.integer(slice.median) }),
        value: slice.attendances,
        href: slice.key ? narrowed(filter, slice.key) : undefined,
      }),
    );
  const panels: { panel: TimelinePanel; lead?: string; items: BarItem[] }[] = [
    {
      panel: "modes",
      lead: modes.live > 0 ? t("modesLead", { ratio: format.percent(modes.replay / modes.live, 0) }) : undefined,
      items: (["live", "replay"] as const).map((mode) => ({
        key: mode,
        label: masters(`mode.${mode}`),
        value: modes[mode],
        href: narrowed("mode", mode),
      })),
    },
    { panel: "languages", items: ofSlices(timeline.languages, labels.language, "language") },
    {
      panel: "timesOfDay",
      items: ofSlices(
        timeline.timesOfDay,
        (key) => (key ? masters(`timeOfDay.${key}`) : masters("unknown")),
        "timeOfDay",
      ),
    },
  ];
  return (
    <SectionGrid columns={3}>
      {panels.map(({ panel, lead, items }) => (
        <Section
          key={panel}
          title={t(`${panel}.title`)}
          lead={lead}
          info={<ExplainedInfo about="attendances" />}
          tools={
            <ExportMenu
              name={t(`${panel}.title`)}
              csvHref={exportHref(panel, "csv")}
              jsonHref={exportHref(panel, "json")}
            />
          }
        >
          <BarList name={t(`${panel}.title`)} items={items} formatValue={format.integer} />
        </Section>
      ))}
    </SectionGrid>
  );
}
