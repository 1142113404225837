import { useTranslations } from "next-intl";
import type { z } from "zod";
import { ExplainedInfo, MetricInfo } from "@/components/master-sessions/metric-info";
import type { View } from "@/components/shell/view";
import { Change } from "@/components/ui/change";
import { Stat, StatRow } from "@/components/ui/headline-number";
import type { summariseSessions } from "@/lib/master-sessions/queries/summarise-sessions";

type Summary = z.output<typeof summariseSessions.row>;

const reactingRatio = ({ reacting, reactingOf }: Summary) => (reactingOf > 0 ? reacting / reactingOf : null);

/** What a period held in a few figures, each against the period it is compared with. */
export function PeriodFigures({ summary, before, view }: { summary: Summary; before: Summary | null; view: View }) {
  const t = useTranslations("masters.list.figures");
  const { format } = view;
  return (
    <StatRow>
      <Stat
        label={t("sessions")}
        value={format.integer(summary.sessions)}
        info={<ExplainedInfo about="sessions" />}
        change={<Change current={summary.sessions} previous={before?.sessions} />}
      />
      <Stat
        label={t("attendances")}
        value={format.integer(summary.attendances)}
        info={<ExplainedInfo about="attendances" />}
        change={<Change current={summary.attendances} previous={before?.attendances} />}
      />
      <Stat
        label={t("median")}
        value={format.integer(summary.median)}
        unit={summary.median === null ? undefined : t("medianUnit", { count: Math.round(summary.median) })}
        info={<ExplainedInfo about="median" />}
        change={<Change current={summary.median} previous={before?.median} />}
      />
      <Stat
        label={t("reacting")}
        value={format.percent(reactingRatio(summary))}
        info={<MetricInfo metric="reacting" view={view} />}
        change={<Change current={reactingRatio(summary)} previous={before ? reactingRatio(before) : null} points />}
      />
      <Stat
        label={t("replays")}
        value={format.integer(summary.replays)}
        info={<MetricInfo metric="replays" view={view} />}
        change={<Change current={summary.replays} previous={before?.replays} />}
      />
    </StatRow>
  );
}
