import { useTranslations } from "next-intl";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";

export interface ScoreMedian {
  readonly key: string;
  readonly median: number;
  readonly sessions: number;
  readonly low: number;
  readonly high: number;
}

/** Scores as bars, each with a mark where the tenant's median is. It is a table, so it can be read without seeing. */
export function ScoreBars({
  scores,
  medians,
  view,
}: {
  scores: Readonly<Record<string, number>>;
  medians: readonly ScoreMedian[];
  view: View;
}) {
  const t = useTranslations("quiz.detail.scores");
  const labels = useLabels(view);
  const entries = Object.entries(scores).sort(([, a], [, b]) => b - a);
  const known = medians.filter(({ key }) => key in scores);
  const top = Math.max(...entries.map(([, score]) => score), ...known.map(({ high }) => high));
  const base = Math.min(0, ...entries.map(([, score]) => score), ...known.map(({ low }) => low));
  const share = (value: number) => `${top === base ? 0 : ((value - base) / (top - base)) * 100}%`;
  const figure = (value: number) => view.format.decimal(value, Number.isInteger(value) ? 0 : 1);
  return (
    <table className="w-full text-left">
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr className="text-label text-ink-quiet">
          <th scope="col" className="py-1 font-normal">
            {t("name")}
          </th>
          <th scope="col" className="w-1/2 py-1 font-normal">
            <span className="sr-only">{t("chart")}</span>
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-normal">
            {t("score")}
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-normal">
            {t("median")}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map(([key, score]) => {
          const median = known.find((one) => one.key === key)?.median;
          return (
            <tr key={key}>
              <th scope="row" className="border-t border-hairline py-1.5 pr-3 font-normal">
                {labels.archetype(key)}
              </th>
              <td aria-hidden="true" className="border-t border-hairline py-1.5">
                <span className="relative block h-3 rounded-sm bg-sunk">
                  <span className="absolute inset-y-0 left-0 rounded-sm bg-accent" style={{ width: share(score) }} />
                  {median === undefined ? null : (
                    <span className="absolute -inset-y-1 w-0.5 bg-ink" style={{ left: share(median) }} />
                  )}
                </span>
              </td>
              <td className="figures border-t border-hairline py-1.5 pl-3 text-right">{figure(score)}</td>
              <td className="figures border-t border-hairline py-1.5 pl-3 text-right text-ink-quiet">
                {median === undefined ? "–" : figure(median)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
