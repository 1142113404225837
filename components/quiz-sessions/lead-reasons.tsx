import { useTranslations } from "next-intl";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { type LeadReason, pointsOf } from "@/lib/quiz-sessions/lead-rule";

/** Why the rule says what it says: each reason with its points, and their sum. */
export function LeadReasons({ reasons, view }: { reasons: readonly LeadReason[]; view: View }) {
  const t = useTranslations("quiz.reasons");
  const labels = useLabels(view);
  const inWords = (reason: LeadReason) => {
    if (reason.kind === "recency") return t("recency", { days: reason.withinDays });
    if (reason.kind === "archetype") return t("archetype", { name: labels.archetype(reason.primaryId) });
    if (reason.kind === "score") return t("score", { mark: reason.atLeast });
    return t(reason.kind);
  };
  if (reasons.length === 0) return <p className="text-label text-ink-quiet">{t("none")}</p>;
  return (
    <ul className="flex flex-col text-label">
      {reasons.map((reason) => (
        <li key={reason.kind} className="flex justify-between gap-4 border-t border-hairline py-1">
          <span className="text-ink-soft">{inWords(reason)}</span>
          <span className="figures">{view.format.signed(reason.points)}</span>
        </li>
      ))}
      <li className="flex justify-between gap-4 border-t border-edge py-1 font-medium">
        <span>{t("sum")}</span>
        <span className="figures">{view.format.integer(pointsOf(reasons))}</span>
      </li>
    </ul>
  );
}
