import { useLocale, useTranslations } from "next-intl";
import type { Comparison } from "@/lib/analytics/compare";
import type { Period } from "@/lib/analytics/range";
import { createFormat } from "@/lib/format";

/** "22 Oct – 20 Nov 2026, in progress, compared with 22 Sept – 21 Oct 2026 up to the same hour": for a page header. */
export function PeriodInWords({ period, comparison }: { period: Period; comparison: Comparison | null }) {
  const t = useTranslations("shell.period.words");
  const format = createFormat({ locale: useLocale(), timeZone: period.zone });
  const range = format.dayRange(period.firstDay, period.lastDay);
  const parts = [period.inProgress ? t("inProgress", { range }) : range];
  if (comparison) {
    const against = format.dayRange(comparison.firstDay, comparison.lastDay);
    parts.push(comparison.partial ? t("againstPart", { against }) : t("against", { against }));
  }
  return <>{parts.join(", ")}</>;
}
