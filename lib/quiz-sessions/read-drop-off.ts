import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { makeHeatmap } from "@/lib/quiz-sessions/drop-off";
import type { DropOffColumn, DropOffFilters } from "@/lib/quiz-sessions/drop-off-search";
import { stepEdges, stepSums, underWay, withoutJourney } from "@/lib/quiz-sessions/queries/drop-off";

export interface DropOffAsked {
  readonly filters: DropOffFilters;
  readonly columns: DropOffColumn;
  readonly from: string;
  readonly to: string;
  /** whether times are wanted too: most of what is read */
  readonly times?: boolean;
}

/** The heatmap of a period, and the edges that its graph draws. Read from the rollups; only those under way are counted. */
export async function readDropOff(db: TenantSql, { times = true, ...asked }: DropOffAsked, now: Date) {
  const sums = await stepSums.all(db, { ...asked, times });
  const edges = await stepEdges.all(db, asked);
  const under = await underWay.all(db, { ...asked, now });
  const heatmap = makeHeatmap(sums, under, edges, asked.columns === "week" ? "key" : "size");
  return {
    heatmap: asked.columns === "variant" ? { ...heatmap, ...(await wholeOf(db, asked, times, now)) } : heatmap,
    edges,
    withoutJourney: (await withoutJourney.first(db, asked))?.sessions ?? 0,
  };
}

/** The sums over all columns, where a session may stand in several: whoever takes part in two experiments is still one. */
async function wholeOf(db: TenantSql, { filters, from, to }: Omit<DropOffAsked, "times">, times: boolean, now: Date) {
  const asked = { filters, from, to, columns: "format" } as const;
  const whole = makeHeatmap(await stepSums.all(db, { ...asked, times }), await underWay.all(db, { ...asked, now }), []);
  return { total: whole.total };
}
