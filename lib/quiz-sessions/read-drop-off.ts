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
  /** whether times are wanted too: their rollup is thirty times as long */
  readonly times?: boolean;
}

/** The heatmap of a period, and the edges that its graph draws. Read from the rollups; only those under way are counted. */
export async function readDropOff(db: TenantSql, { times = true, ...asked }: DropOffAsked, now: Date) {
  const sums = await stepSums.all(db, asked);
  const edges = await stepEdges.all(db, asked);
  const under = await underWay.all(db, { ...asked, now });
  const timed = times ? await stepTimes.all(db, asked) : [];
  return {
    heatmap: makeHeatmap(sums, under, timed, edges, asked.columns === "week" ? "key" : "size"),
    edges,
    withoutJourney: (await withoutJourney.first(db, asked))?.sessions ?? 0,
  };
}
