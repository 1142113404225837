import Link from "next/link";
import { useTranslations } from "next-intl";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";
import type { Cell, Heatmap } from "@/lib/quiz-sessions/drop-off";
import type { DropOffCell, DropOffColumn } from "@/lib/quiz-sessions/drop-off-search";

/** What a kind of cell shows, and how dark it is from 0 to 1. */
function readCell(cell: Cell, show: DropOffCell, longest: number): { value: number | null; shade: number } {
  if (show === "retention") return { value: cell.retention, shade: cell.retention ?? 0 };
  if (show === "dropped") return { value: cell.dropRatio, shade: Math.min(1, (cell.dropRatio ?? 0) * 2.5) };
  const value = show === "median" ? cell.medianMs : cell.p90Ms;
  return { value, shade: value === null || longest === 0 ? 0 : value / longest };
}

/** Against the period before: in points for parts, as a ratio for times; null where either is unknown. */
function changeOf(value: number | null, past: number | null, isTime: boolean): number | null {
  if (value === null || past === null) return null;
  if (!isTime) return Math.round((value - past) * 100);
  return past === 0 ? null : Math.round(((value - past) / past) * 100) / 100;
}

/**
 * The heatmap as the table that it is: a row for each step, a column for each kind of session, darker where more is. Every
 * cell carries its numbers and opens its sessions.
 */
export function DropOffTable({
  heatmap,
  before,
  columns,
  show,
  cellHref,
  view,
}: {
  heatmap: Heatmap;
  before: Heatmap | null;
  columns: DropOffColumn;
  show: DropOffCell;
  /** column null: all of them */
  cellHref: (step: string, column: string | null, show: DropOffCell) => string;
  view: View;
}) {
  const t = useTranslations("quiz.dropOff");
  const labels = useLabels(view);
  const { format } = view;
  const heading = (key: string) => {
    if (key === "") return t("none");
    if (columns === "format") return labels.format(key);
    if (columns === "version") {
      const [quiz = "", version = ""] = key.split(" ");
      return version === "" ? `${labels.format(quiz)}, ${t("noVersion")}` : `${labels.format(quiz)} ${version}`;
    }
    if (columns === "language") return labels.language(key);
    if (columns === "source") return labels.source(key);
    return columns === "week" ? format.shortDay(key) : key;
  };
  // A week that both periods share a part of would be compared with itself, and no other week is in both.
  const earlierCell = (step: string, key: string) => (columns === "week" ? null : (before?.cell(step, key) ?? null));
  const isTime = show === "median" || show === "p90";
  const all = heatmap.steps.flatMap((step) => heatmap.columns.flatMap(({ key }) => heatmap.cell(step, key) ?? []));
  const longest = Math.max(0, ...all.map((cell) => (show === "p90" ? cell.p90Ms : cell.medianMs) ?? 0));
  const one = (step: string, column: string | null, cell: Cell | null, earlier: Cell | null) => {
    const key = column ?? "all";
    if (!cell)
      return (
        <td key={key} className="border-b border-hairline px-2 py-1.5 text-center text-ink-quiet">
          –
        </td>
      );
    const { value, shade } = readCell(cell, show, longest);
    const past = earlier ? readCell(earlier, show, longest).value : null;
    const change = changeOf(value, past, isTime);
    const said = isTime ? labels.duration(value) : format.percent(value);
    return (
      <td key={key} className="border-b border-paper p-0.5">
        <Link
          href={cellHref(step, column, show)}
          prefetch={false}
          title={t("cell", {
            step: labels.step(step),
            column: column === null ? t("all") : heading(column),
            entries: cell.entries,
            continued: cell.continued,
            dropped: cell.dropped,
            underWay: cell.underWay,
          })}
          className="flex min-h-11 min-w-20 flex-col items-center justify-center rounded-sm px-2 py-1 text-ink hover:outline-2 hover:outline-accent"
          style={{ backgroundColor: `color-mix(in oklab, var(--accent) ${Math.round(shade * 38)}%, var(--paper))` }}
        >
          <span className="figures font-medium">{said}</span>
          <span className="figures text-label whitespace-nowrap text-ink-soft">
            {show === "dropped"
              ? t("nDropped", { count: cell.dropped, of: cell.entries })
              : t("n", { count: cell.entries })}
            {change === null || change === 0
              ? ""
              : ` · ${isTime ? format.signedPercent(change) : format.signed(change)}`}
          </span>
        </Link>
      </td>
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is a scroll area, not a section of the page.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard.
    <div role="group" aria-label={t("title")} tabIndex={0} data-keeps-keys className="relative overflow-x-auto">
      <table className="border-separate border-spacing-0 text-left">
        <caption className="sr-only">{t("caption", { show: t(`show.${show}`) })}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 z-10 bg-paper py-2 pr-4 text-label font-normal text-ink-quiet">
              {t("step")}
            </th>
            <th scope="col" className="px-2 py-2 text-center text-label font-medium whitespace-nowrap">
              {t("all")}
            </th>
            {heatmap.columns.map(({ key }) => (
              <th
                key={key}
                scope="col"
                className="px-2 py-2 text-center text-label font-normal whitespace-nowrap text-ink-soft"
              >
                {heading(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heatmap.steps.map((step) => (
            <tr key={step}>
              <th scope="row" className="sticky left-0 z-10 bg-paper py-1.5 pr-4 font-normal whitespace-nowrap">
                {labels.step(step)}
              </th>
              {one(step, null, heatmap.total(step), before?.total(step) ?? null)}
              {heatmap.columns.map(({ key }) => one(step, key, heatmap.cell(step, key), earlierCell(step, key)))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
