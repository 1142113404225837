import "server-only";
import { z } from "zod";
import { isDay } from "@/lib/analytics/day";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

const day = z.string().refine(isDay);

/**
 * Events by name in a period of the tenant's days. Whole days come from the rollup; of the last one, which may be in progress, only what
 * lies before `until` is counted, in the log itself: the cost follows one day.
 */
export const countEvents = defineQuery({
  name: "telemetry.count-events",
  params: z.object({
    names: z.array(z.string()),
    firstDay: day,
    lastDay: day,
    lastStart: z.date(),
    until: z.date(),
  }),
  row: z.object({ name: z.string(), events: zInt }),
  sql: ({ names, firstDay, lastDay, lastStart, until }, tenant) => sql`
    select name, sum(events) as events from (
      select name, events from event_days
      where tenant_id = ${tenant} and day >= ${firstDay}::date and day < ${lastDay}::date and name = any(${names}::text[])
      union all
      select name, count(*) from analytics.events
      where tenant_id = ${tenant} and name = any(${names}::text[])
        and day between (${lastStart}::timestamptz at time zone 'utc')::date and (${until}::timestamptz at time zone 'utc')::date
        and occurred_at >= ${lastStart}::timestamptz and occurred_at < ${until}::timestamptz
      group by name) counted
    group by name`,
});
