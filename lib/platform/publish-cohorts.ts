import "server-only";
import { createHash } from "node:crypto";
import { publishBlocks } from "@/lib/platform/cohorts";
import { listCohortCounts, listCohortMonths } from "@/lib/platform/queries/list-cohort-counts";
import { storeMonth } from "@/lib/platform/queries/store-blocks";

/**
 * Publishes the cohorts of every complete month anew, one month at a time: what `publishBlocks` lets through is stored, and nothing else.
 * Safe to run again and beside itself.
 * @returns how many months there are, and how many of them say something else than before
 */
export async function publishCohorts(now: Date): Promise<{ months: number; changed: number }> {
  const months = await listCohortMonths.all({ now });
  let changed = 0;
  for (const { month } of months) {
    const written = await storeMonth(month, now, async () => {
      const counts = await listCohortCounts.all({ month });
      const blocks = publishBlocks(counts.map((count) => ({ ...count, month })));
      return { blocks, digest: createHash("sha256").update(JSON.stringify(blocks)).digest("hex") };
    });
    if (written) changed++;
  }
  return { months: months.length, changed };
}
