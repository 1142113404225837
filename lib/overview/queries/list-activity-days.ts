import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zDay, zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** What happened on each day of a period, in the tenant's zone; a day on which nothing happened has no row. */
export const listActivityDays = defineQuery({
  name: "overview.list-activity-days",
  params: z.object({ firstDay: zDay, lastDay: zDay }),
  row: z.object({
    day: zDay,
    sessions: zInt,
    attendances: zInt,
    reactions: zInt,
    gratitudeTexts: zInt,
    replays: zInt,
    au: zNumber,
  }),
  sql: ({ firstDay, lastDay }, tenant) => sql`
    select day, sessions, people as attendances, reactions, gratitude_texts as "gratitudeTexts", replays, au
    from session_day_totals
    where tenant_id = ${tenant} and day between ${firstDay} and ${lastDay}
    order by day`,
});
