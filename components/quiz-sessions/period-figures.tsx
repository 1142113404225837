import { useTranslations } from "next-intl";
import type { z } from "zod";
import type { View } from "@/components/shell/view";
import { Change } from "@/components/ui/change";
import { Stat, StatRow } from "@/components/ui/headline-number";
import { InfoPanel } from "@/components/ui/info-panel";
import type { summariseSessions } from "@/lib/quiz-sessions/queries/list-sessions";

type Summary = z.output<typeof summariseSessions.row>;

const completionRatio = ({ completed, started, underWay }: Summary) => {
  const base = started - underWay;
  return base > 0 ? completed / base : null;
};

/** What the filtered sessions come to, each figure against the period it is compared with. */
export function PeriodFigures({ summary, before, view }: { summary: Summary; before: Summary | null; view: View }) {
  const t = useTranslations("quiz.figures");
  const { format } = view;
  const info = (name: string) => (
    <InfoPanel
      name={t(`${name}.label`)}
      description={t(`${name}.description`)}
      numerator={t.has(`${name}.numerator`) ? t(`${name}.numerator`) : undefined}
      denominator={t.has(`${name}.denominator`) ? t(`${name}.denominator`) : undefined}
    />
  );
  return (
    <StatRow>
      <Stat
        label={t("sessions.label")}
        value={format.integer(summary.sessions)}
        info={info("sessions")}
        change={<Change current={summary.sessions} previous={before?.sessions} />}
      />
      <Stat
        label={t("people.label")}
        value={format.integer(summary.people)}
        info={info("people")}
        change={<Change current={summary.people} previous={before?.people} />}
      />
      <Stat
        label={t("completion.label")}
        value={format.percent(completionRatio(summary))}
        info={info("completion")}
        change={<Change current={completionRatio(summary)} previous={before ? completionRatio(before) : null} points />}
        note={t("completion.parts", {
          completed: summary.completed,
          started: summary.started,
          underWay: summary.underWay,
        })}
      />
      <Stat
        label={t("turns.label")}
        value={format.decimal(summary.medianTurns, (summary.medianTurns ?? 0) % 1 ? 1 : 0)}
        info={info("turns")}
        note={t("turns.mean", { mean: format.decimal(summary.meanTurns) })}
      />
      <Stat label={t("hot.label")} value={format.integer(summary.hot)} info={info("hot")} />
    </StatRow>
  );
}
