import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/**
 * How fresh a tenant's data were in the last hours. One row, always. A batch counts as late as its oldest event, so these are
 * upper bounds; the milliseconds are null when nothing was projected.
 * - `receivedP50Ms`, `receivedP99Ms`: from receipt to being visible (`visible_at - received_at`)
 * - `occurredP50Ms`: from the newest event's own time to being visible (`visible_at - occurred_at`)
 */
export const freshness = defineQuery({
  name: "events.freshness",
  params: z.object({ hours: z.number().int().positive() }),
  row: z.object({
    batches: zInt,
    events: zInt,
    receivedP50Ms: zNumber.nullable(),
    receivedP99Ms: zNumber.nullable(),
    occurredP50Ms: zNumber.nullable(),
  }),
  sql: ({ hours }, tenant) => sql`
    select count(*) as batches, coalesce(sum(events), 0) as events,
      percentile_disc(0.5) within group (order by extract(epoch from visible_at - received_from) * 1000) as "receivedP50Ms",
      percentile_disc(0.99) within group (order by extract(epoch from visible_at - received_from) * 1000) as "receivedP99Ms",
      percentile_disc(0.5) within group (order by extract(epoch from visible_at - occurred_to) * 1000) as "occurredP50Ms"
    from analytics.projector_batches
    where tenant_id = ${tenant} and visible_at > now() - make_interval(hours => ${hours})`,
});
