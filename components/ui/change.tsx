import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { changeBetween, type Direction } from "@/lib/analytics/change";
import { createFormat } from "@/lib/format";

/** Which way is good. More drop-off is not: every number says it for itself. */
export type Meaning = "up-is-good" | "down-is-good" | "neutral";

const icons: Record<Direction, typeof ArrowUpRight> = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };

const judgement = (direction: Direction, meaning: Meaning) => {
  if (direction === "same" || meaning === "neutral") return "neutral" as const;
  return (direction === "up") === (meaning === "up-is-good") ? ("better" as const) : ("worse" as const);
};

const colours = { better: "text-good", worse: "text-bad", neutral: "text-ink-soft" };

/**
 * A number's change against its comparison: arrow, amount, and in words whether that is better or worse. From zero to
 * something is "new", from nothing known is nothing at all. `points` for ratios: 0.62 against 0.58 is +4 points.
 */
export function Change({
  current,
  previous,
  meaning = "up-is-good",
  points = false,
  against,
}: {
  current: number | null;
  previous: number | null | undefined;
  meaning?: Meaning;
  points?: boolean;
  /** what it is compared with, in words: "the 30 days before" */
  against?: string;
}) {
  const t = useTranslations("ui.change");
  const format = createFormat({ locale: useLocale(), timeZone: "UTC" });
  const change = changeBetween(current, previous ?? null);
  if (change === null) return null;
  if (change.kind === "new") {
    return <span className="text-label text-ink-soft">{against ? t("newAgainst", { against }) : t("new")}</span>;
  }
  const verdict = judgement(change.direction, meaning);
  const Icon = icons[change.direction];
  const amount = points
    ? t("points", { value: format.signed(change.difference * 100) })
    : format.signedPercent(change.ratio);
  return (
    <span className={classNames("figures inline-flex items-center gap-1 text-label font-medium", colours[verdict])}>
      <Icon size={14} strokeWidth={2} aria-hidden="true" />
      {amount}
      <span className="sr-only">{t(`verdict.${verdict}`)}</span>
      {against ? <span className="font-normal text-ink-quiet">{against}</span> : null}
    </span>
  );
}
