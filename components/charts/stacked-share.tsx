import { useTranslations } from "next-intl";
import { ChartFrame } from "@/components/charts/chart-frame";
import { coloursFor, restColour } from "@/components/charts/prepare/palette";
import { prepareRanking, type RankedItem } from "@/components/charts/prepare/ranking";

/**
 * One bar split into shares, with the name and the share of each part written below it in the same order. `pinned`
 * fixes the colours of a known vocabulary, so that the same thing has the same colour on every page.
 */
export function StackedShare({
  name,
  items,
  formatValue,
  formatShare,
  pinned,
}: {
  name: string;
  items: readonly RankedItem[];
  formatValue: (value: number) => string;
  formatShare: (share: number | null) => string;
  pinned?: Readonly<Record<string, number>>;
}) {
  const t = useTranslations("ui.chart");
  const { rows } = prepareRanking(items.filter((item) => item.value > 0));
  const colours = coloursFor(
    rows.filter((row) => !row.rest).map((row) => row.key),
    pinned,
  );
  // The remainder is hatched: it is not a category, and must not look like a seventh one.
  const ground = (row: RankedItem) =>
    row.rest
      ? `repeating-linear-gradient(135deg, ${restColour} 0 1.5px, transparent 1.5px 4px)`
      : (colours.get(row.key) ?? restColour);
  return (
    <ChartFrame
      name={name}
      summary={
        rows.length
          ? t("summary.share", { parts: rows.map((row) => `${row.label} ${formatShare(row.share)}`).join(", ") })
          : t("summary.empty")
      }
      table={{
        head: [t("name"), t("value"), t("share")],
        rows: rows.map((row) => [row.label, formatValue(row.value), formatShare(row.share)]),
      }}
    >
      <div aria-hidden="true" className="flex h-7 gap-0.5 overflow-hidden rounded-sm">
        {rows.map((row) => (
          <span
            key={row.key}
            className="min-w-1"
            style={{ flexGrow: row.share ?? 0, flexBasis: 0, background: ground(row) }}
          />
        ))}
      </div>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-6 gap-y-2">
        {rows.map((row) => (
          <li key={row.key} className="flex min-w-0 items-baseline gap-2">
            <span aria-hidden="true" className="size-2.5 shrink-0 rounded-[2px]" style={{ background: ground(row) }} />
            <span className="min-w-0 flex-1 truncate text-ink-soft">{row.label}</span>
            <span className="figures font-medium">{formatShare(row.share)}</span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
