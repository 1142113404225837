import type { ChangedFigure } from "@/lib/reports/newer-data";
import type { VersionChange } from "@/lib/reports/version-changes";

type Say = (key: string, values?: Record<string, string | number>) => string;

/** "people 40 → 43, reactions 12 → 15" */
export function newerInWords(newer: readonly ChangedFigure[], t: Say, number: (value: number) => string): string {
  return newer
    .map(({ key, before, after }) =>
      t(`changes.${key}`, {
        before: before === null ? "–" : number(before),
        after: after === null ? "–" : number(after),
      }),
    )
    .join(", ");
}

/** "figures, note" */
export function changesInWords(changes: readonly VersionChange[] | null, t: Say): string {
  if (changes === null) return t("first");
  if (changes.length === 0) return t("nothing");
  return changes
    .map((change) =>
      change.kind === "quotes" ? t("quotesDiffer", { before: change.before, after: change.after }) : t(change.kind),
    )
    .join(", ");
}
