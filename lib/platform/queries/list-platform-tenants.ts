import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { zDay, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

const platformTenantRow = z.object({
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  since: zDay,
  sessions: zInt,
  people: zInt.nullable(),
  reactions: zInt.nullable(),
  replays: zInt.nullable(),
  lastSessionOn: zDay.nullable(),
});

export type PlatformTenant = z.output<typeof platformTenantRow>;

/**
 * Every tenant with sums over its rolled-up days from `from` to `to` (both included, in the tenant's own zone). Aggregates only:
 * a sum that fewer than the tenant's `k` attendances stand behind is left out, because the platform is not the tenant.
 */
export const listPlatformTenants = definePlatformQuery({
  name: "platform.list-platform-tenants",
  params: z.object({ from: z.iso.date(), to: z.iso.date() }),
  row: platformTenantRow,
  sql: ({ from, to }) => sql`
    select t.slug, t.name, t.time_zone as "timeZone", (t.created_at at time zone t.time_zone)::date as since,
      coalesce(d.sessions, 0) as sessions,
      case when coalesce(d.people, 0) = 0 then 0 when d.people >= t.k then d.people end as people,
      case when coalesce(d.people, 0) = 0 or d.people >= t.k then coalesce(d.reactions, 0) end as reactions,
      case when coalesce(d.people, 0) = 0 or d.people >= t.k then coalesce(d.replays, 0) end as replays,
      d.last_day as "lastSessionOn"
    from tenants t
    left join lateral (
      select sum(s.sessions) as sessions, sum(s.people) as people, sum(s.reactions) as reactions, sum(s.replays) as replays,
        max(s.day) filter (where s.sessions > 0) as last_day
      from session_day_totals s where s.tenant_id = t.id and s.day between ${from}::date and ${to}::date) d on true
    order by t.name, t.slug`,
});
