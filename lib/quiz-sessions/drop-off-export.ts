import type { CsvColumn } from "@/lib/csv";
import type { Heatmap } from "@/lib/quiz-sessions/drop-off";

export interface DropOffRow {
  readonly step: string;
  readonly column: string;
  readonly entries: number;
  readonly continued: number;
  readonly dropped: number;
  readonly in_progress: number;
  readonly retention: number | null;
  readonly drop_ratio: number | null;
  readonly median_ms: number | null;
  readonly p90_ms: number | null;
}

/** The cells of a heatmap one below the other, in the order of the page. */
export function dropOffRows(heatmap: Heatmap): DropOffRow[] {
  return heatmap.steps.flatMap((step) =>
    heatmap.columns.flatMap(({ key }) => {
      const cell = heatmap.cell(step, key);
      if (!cell) return [];
      return [
        {
          step,
          column: key,
          entries: cell.entries,
          continued: cell.continued,
          dropped: cell.dropped,
          in_progress: cell.underWay,
          retention: cell.retention,
          drop_ratio: cell.dropRatio,
          median_ms: cell.medianMs,
          p90_ms: cell.p90Ms,
        },
      ];
    }),
  );
}

export const dropOffCsv: readonly CsvColumn<DropOffRow>[] = (
  [
    "step",
    "column",
    "entries",
    "continued",
    "dropped",
    "in_progress",
    "retention",
    "drop_ratio",
    "median_ms",
    "p90_ms",
  ] as const
).map((header) => ({ header, value: (row: DropOffRow) => row[header] }));
