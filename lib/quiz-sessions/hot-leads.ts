import "server-only";
import { addDays } from "@/lib/analytics/day";
import { makePeriod } from "@/lib/analytics/range";
import { dayOf } from "@/lib/analytics/zone";
import type { TenantSql } from "@/lib/db/tenant";
import { countSessions } from "@/lib/quiz-sessions/queries/list-sessions";

/** Hot leads of the last days, today included, and the search of the list that shows exactly these. */
export async function readHotLeads(db: TenantSql, now: Date, zone: string, days = 14) {
  const today = dayOf(now, zone);
  const { firstDay, lastDay, start, end } = makePeriod(addDays(today, 1 - days), today, now, zone);
  const counted = await countSessions.first(db, { filters: { lead: "hot" }, start, end, now });
  return {
    sessions: counted?.sessions ?? 0,
    search: { range: "custom", from: firstDay, to: lastDay, lead: "hot", sort: "lead" },
  };
}
