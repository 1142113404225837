import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

const row = z.object({
  slug: z.string(),
  suspendedAt: zInstant.nullable(),
  memberLimit: zInt.nullable(),
  monthlyEventLimit: zInt.nullable(),
  inResearch: z.boolean(),
  featuresOff: z.array(z.string()),
  eventsThisMonth: zInt,
  eventsEver: zInt,
});
export type TenantUsage = z.output<typeof row>;

/** What every tenant may use and uses: events of the current month (in its own zone) and ever. */
export const listTenantUsage = definePlatformQuery({
  name: "platform.list-tenant-usage",
  params: z.object({ now: z.date() }),
  row,
  sql: ({ now }) => sql`
    select t.slug, t.suspended_at as "suspendedAt", t.member_limit as "memberLimit",
      t.monthly_event_limit as "monthlyEventLimit", t.in_research as "inResearch", t.features_off as "featuresOff",
      coalesce(m.events, 0) as "eventsThisMonth", coalesce(h.last_seq, 0) as "eventsEver"
    from tenants t
    left join analytics.log_heads h on h.tenant_id = t.id
    left join lateral (
      select sum(d.events) as events from event_days d
      where d.tenant_id = t.id and d.day >= date_trunc('month', ${now}::timestamptz at time zone t.time_zone)::date) m on true
    order by t.slug`,
});
