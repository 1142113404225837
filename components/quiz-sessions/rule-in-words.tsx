import { useTranslations } from "next-intl";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { type LeadRule, recencyOf } from "@/lib/quiz-sessions/lead-rule";

/** The rule as sentences that a coach can read. */
export function RuleInWords({ rule, view }: { rule: LeadRule; view: View }) {
  const t = useTranslations("quiz.rule.words");
  const labels = useLabels(view);
  const points = (value: number) => t("points", { signed: view.format.signed(value), count: Math.abs(value) });
  const sentences = [
    ...recencyOf(rule).map(({ withinDays, points: own }, index) =>
      t(index === 0 ? "recency" : "recencyNext", { days: withinDays, points: points(own) }),
    ),
    ...(rule.completed === 0 ? [] : [t("completed", { points: points(rule.completed) })]),
    ...(rule.emailOpened === 0 ? [] : [t("emailOpened", { points: points(rule.emailOpened) })]),
    ...(rule.booked === 0 ? [] : [t("booked", { points: points(rule.booked) })]),
    ...Object.entries(rule.archetypes).map(([id, own]) =>
      t("archetype", { name: labels.archetype(id), points: points(own) }),
    ),
    ...(rule.score ? [t("score", { mark: rule.score.atLeast, points: points(rule.score.points) })] : []),
    t("thresholds", rule.thresholds),
    t("byHand"),
  ];
  return (
    <ul className="flex max-w-[40rem] flex-col gap-1.5">
      {sentences.map((sentence) => (
        <li key={sentence} className="border-t border-hairline pt-1.5 first:border-t-0">
          {sentence}
        </li>
      ))}
    </ul>
  );
}
