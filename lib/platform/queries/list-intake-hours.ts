import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { zInstant, zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** Events taken in per full hour of the last `hours`, by when they were received; hours without any are there, as 0. */
export const listIntakeHours = definePlatformQuery({
  name: "platform.list-intake-hours",
  params: z.object({ now: z.date(), hours: z.int().min(1).max(336) }),
  row: z.object({ at: zInstant, events: zInt }),
  sql: ({ now, hours }) => sql`
    select h.at, coalesce(sum(b.events), 0) as events
    from generate_series(date_trunc('hour', ${now}::timestamptz) - make_interval(hours => ${hours - 1}),
      date_trunc('hour', ${now}::timestamptz), interval '1 hour') as h(at)
    left join analytics.projector_batches b
      on b.received_to >= h.at and b.received_to < h.at + interval '1 hour'
    group by h.at order by h.at`,
});

/** How long events took from receipt to being visible in the last `hours` (percentiles over batches, milliseconds), and what waits. */
export const getFreshness = definePlatformQuery({
  name: "platform.get-freshness",
  params: z.object({ now: z.date(), hours: z.int().min(1).max(336) }),
  row: z.object({
    batches: zInt,
    events: zInt,
    p50Ms: zNumber.nullable(),
    p95Ms: zNumber.nullable(),
    p99Ms: zNumber.nullable(),
    pendingEvents: zInt,
    unprojectable: zInt,
  }),
  sql: ({ now, hours }) => sql`
    select count(*) as batches, coalesce(sum(events), 0) as events,
      percentile_cont(0.5) within group (order by extract(epoch from visible_at - received_from) * 1000) as "p50Ms",
      percentile_cont(0.95) within group (order by extract(epoch from visible_at - received_from) * 1000) as "p95Ms",
      percentile_cont(0.99) within group (order by extract(epoch from visible_at - received_from) * 1000) as "p99Ms",
      (select coalesce(sum(greatest(h.last_seq - coalesce(c.seq, 0), 0)), 0) from analytics.log_heads h
        left join analytics.projector_cursors c on c.tenant_id = h.tenant_id) as "pendingEvents",
      (select count(*) from analytics.projector_failures) as unprojectable
    from analytics.projector_batches
    where visible_at > ${now}::timestamptz - make_interval(hours => ${hours})`,
});
