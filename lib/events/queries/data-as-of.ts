import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/**
 * Up to when a tenant's pages tell everything: "data as of". One row, always.
 * - `asOf`: all that was received before it is shown. Now, when nothing waits.
 * - `lagMs`: how long the oldest waiting event has waited; 0 when none does. Pages show a banner above 15 minutes.
 * - `pendingEvents`: how many wait. `projectedAt`: when a batch last became visible; null before the first.
 *
 * The place in the ledger comes from a subquery of its own: under row-level security an expression over a joined row may not go into an
 * index, and every flush there ever was would be looked at.
 */
export const dataAsOf = defineQuery({
  name: "events.data-as-of",
  prepared: true,
  params: z.object({}),
  row: z.object({ asOf: zInstant, lagMs: zInt, pendingEvents: zInt, projectedAt: zInstant.nullable() }),
  sql: (_, tenant) => sql`
    select coalesce(waiting.since, now()) as "asOf",
      greatest(0, round(extract(epoch from now() - coalesce(waiting.since, now())) * 1000)) as "lagMs",
      coalesce(head.last_seq, 0) - coalesce(cursor.seq, 0) as "pendingEvents",
      case when cursor.seq > 0 then cursor.projected_at end as "projectedAt"
    from (select ${tenant}::uuid as tenant_id) as tenant
    left join analytics.log_heads as head on head.tenant_id = tenant.tenant_id
    left join analytics.projector_cursors as cursor on cursor.tenant_id = tenant.tenant_id
    left join lateral (
      select received_at as since from analytics.flushes
      where flushes.tenant_id = tenant.tenant_id
        and last_seq > (select coalesce(max(seq), 0) from analytics.projector_cursors where tenant_id = ${tenant})
      order by last_seq limit 1
    ) as waiting on true`,
});
