import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { makeHeatmap } from "@/lib/quiz-sessions/drop-off";
import type { DropOffColumn, DropOffFilters } from "@/lib/quiz-sessions/drop-off-search";
import { stepEdges, stepSums, stepTimes, underWay, withoutJourney } from "@/lib/quiz-sessions/queries/drop-off";

export interface DropOffAsked {
  readonly filters: DropOffFilters;
  readonly columns: DropOffColumn;
  readonly from: string;
  readonly to: string;
}

/** The heatmap of a period, and the edges that its graph draws. Read from the rollups; only those under way are counted. */
export async function readDropOff(db: TenantSql, asked: DropOffAsked, now: Date) {
  const sums = await stepSums.all(db, asked);
  const edges = await stepEdges.all(db, asked);
  return {
    heatmap: makeHeatmap(
      sums,
      await underWay.all(db, { ...asked, now }),
      await stepTimes.all(db, asked),
      edges,
      asked.columns === "week" ? "key" : "size",
    ),
    edges,
    withoutJourney: (await withoutJourney.first(db, asked))?.sessions ?? 0,
  };
}
