import "server-only";
import { z } from "zod";
import { dayOf, startOfDay } from "@/lib/analytics/zone";
import type { Tenant } from "@/lib/db/directory";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { withTenantSql } from "@/lib/db/tenant";

const eventsSince = defineQuery({
  name: "identity.events-since",
  params: z.object({ from: z.iso.date() }),
  row: z.object({ events: zInt }),
  sql: ({ from }, tenant) =>
    sql`select coalesce(sum(events), 0) as events from event_days where tenant_id = ${tenant} and day >= ${from}::date`,
});

/**
 * When the tenant's calendar month ends, if its events are used up (epoch milliseconds), else null. Counted are the events of the month's
 * days in the tenant's zone that are projected; the door asks once in half a minute, so a tenant can pass its limit by what it sends in that time.
 */
export async function monthOver(
  tenant: Pick<Tenant, "id" | "timeZone" | "monthlyEventLimit">,
  now: Date,
): Promise<number | null> {
  if (tenant.monthlyEventLimit === null) return null;
  const first = `${dayOf(now, tenant.timeZone).slice(0, 7)}-01`;
  const used = await withTenantSql(tenant.id, (db) => eventsSince.first(db, { from: first }));
  if (!used || used.events < tenant.monthlyEventLimit) return null;
  const [year = 0, month = 0] = first.split("-").map(Number);
  const next = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  return startOfDay(next, tenant.timeZone).getTime();
}
