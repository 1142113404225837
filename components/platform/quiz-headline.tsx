import { useTranslations } from "next-intl";
import { Change } from "@/components/ui/change";
import { Stat, StatRow } from "@/components/ui/headline-number";
import { InfoPanel } from "@/components/ui/info-panel";
import type { Format } from "@/lib/format";
import type { QuizFigures } from "@/lib/platform/quiz-analytics";

/** The figures of the period, each against the one before. */
export function QuizHeadline({
  figures,
  before,
  format,
}: {
  figures: QuizFigures;
  before: QuizFigures;
  format: Format;
}) {
  const t = useTranslations("admin.quizzes.figures");
  const info = (name: string) => (
    <InfoPanel
      name={t(`${name}.label`)}
      description={t(`${name}.description`)}
      numerator={t.has(`${name}.numerator`) ? t(`${name}.numerator`) : undefined}
      denominator={t.has(`${name}.denominator`) ? t(`${name}.denominator`) : undefined}
    />
  );
  // Of a period in which too few took part nothing is known, not even that it was less.
  const costBefore = (currency: string) =>
    before.tooFew ? null : (before.costs.find((one) => one.currency === currency)?.costMinor ?? 0);
  return (
    <StatRow>
      <Stat
        label={t("sessions.label")}
        value={format.integer(figures.sessions)}
        info={info("sessions")}
        change={<Change current={figures.sessions} previous={before.tooFew ? null : before.sessions} />}
      />
      <Stat
        label={t("completion.label")}
        value={format.percent(figures.completion)}
        info={info("completion")}
        change={<Change current={figures.completion} previous={before.completion} points />}
        note={t("completion.parts", { completed: figures.completed, started: figures.started })}
      />
      <Stat
        label={t("median.label")}
        value={format.decimal(figures.turns.median, 1)}
        info={info("median")}
        change={<Change current={figures.turns.median} previous={before.turns.median} meaning="neutral" />}
      />
      <Stat
        label={t("mean.label")}
        value={format.decimal(figures.turns.mean, 1)}
        info={info("mean")}
        change={<Change current={figures.turns.mean} previous={before.turns.mean} meaning="neutral" />}
      />
      {figures.costs.map(({ currency, costMinor }) => (
        <Stat
          key={currency}
          label={t("cost.label", { currency })}
          value={format.money(costMinor, currency)}
          info={info("cost")}
          change={<Change current={costMinor} previous={costBefore(currency)} meaning="down-is-good" />}
        />
      ))}
    </StatRow>
  );
}
