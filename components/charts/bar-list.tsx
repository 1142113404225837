import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { prepareRanking, type RankedItem } from "@/components/charts/prepare/ranking";

export interface BarItem extends RankedItem {
  /** the rows behind this bar */
  href?: string;
  /** said after the label, quietly */
  note?: string;
}

/**
 * A ranking with its values written on it: no axis, no legend. Each row opens the rows behind it; when not all are
 * shown it says "Top 8 of 31", and `more` may link to all of them.
 */
export function BarList({
  name,
  items,
  formatValue,
  formatShare,
  top,
  more,
}: {
  name: string;
  items: readonly BarItem[];
  formatValue: (value: number) => string;
  /** adds the share of the sum, where a sum means something */
  formatShare?: (share: number | null) => string;
  top?: number;
  more?: ReactNode;
}) {
  const t = useTranslations("ui.chart");
  const ranking = prepareRanking(items, top);
  const first = ranking.rows[0];
  return (
    <ChartFrame
      name={name}
      summary={
        first
          ? t("summary.bars", { first: first.label, value: formatValue(first.value), count: ranking.total })
          : t("summary.empty")
      }
      table={{
        head: [t("name"), t("value"), ...(formatShare ? [t("share")] : [])],
        rows: ranking.rows.map((row) => [
          row.label,
          formatValue(row.value),
          ...(formatShare ? [formatShare(row.share)] : []),
        ]),
      }}
    >
      <ol className="flex flex-col gap-1.5">
        {ranking.rows.map((row) => {
          const body = (
            <>
              <span className="flex items-baseline justify-between gap-4">
                <span className={`min-w-0 truncate ${row.rest ? "text-ink-quiet" : "text-ink"}`}>
                  {row.label}
                  {row.note ? <span className="ml-2 text-label text-ink-quiet">{row.note}</span> : null}
                </span>
                <span className="figures shrink-0">
                  {formatShare ? (
                    <span className="mr-3 text-label text-ink-quiet">{formatShare(row.share)}</span>
                  ) : null}
                  <span className="font-medium">{formatValue(row.value)}</span>
                </span>
              </span>
              <span aria-hidden="true" className="mt-1 block h-1.5 rounded-full bg-sunk">
                <span
                  className={`block h-full min-w-0.5 rounded-full ${row.rest ? "bg-cat-rest" : "bg-accent"}`}
                  style={{ width: `${row.width * 100}%` }}
                />
              </span>
            </>
          );
          return (
            <li key={row.key}>
              {row.href && !row.rest ? (
                <Link
                  href={row.href}
                  prefetch={false}
                  className="-mx-2 block rounded-md px-2 py-1 transition-colors hover:bg-sunk/60"
                >
                  {body}
                </Link>
              ) : (
                <span className="block py-1">{body}</span>
              )}
            </li>
          );
        })}
      </ol>
      {ranking.shown < ranking.total || more ? (
        <p className="flex items-baseline justify-between gap-4 text-label text-ink-quiet">
          <span>
            {ranking.shown < ranking.total ? t("topOf", { shown: ranking.shown, total: ranking.total }) : null}
          </span>
          {more}
        </p>
      ) : null}
    </ChartFrame>
  );
}
