import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { webhookEvents, webhookKinds } from "@/lib/webhooks/schema";

/** The tenant's endpoints with how they have been doing for the last seven days. Secrets are not among it. */
export const listEndpoints = defineQuery({
  name: "webhooks.list-endpoints",
  params: z.object({}),
  row: z.object({
    id: z.string(),
    kind: z.enum(webhookKinds),
    name: z.string(),
    url: z.string(),
    events: z.array(z.enum(webhookEvents as [string, ...string[]])),
    status: z.enum(["active", "disabled"]),
    disabledBecause: z.enum(["person", "gone"]).nullable(),
    failures: zInt,
    openings: zInt,
    pausedUntil: zInstant.nullable(),
    previousUntil: zInstant.nullable(),
    lastSuccessAt: zInstant.nullable(),
    lastFailureAt: zInstant.nullable(),
    createdAt: zInstant,
    pending: zInt,
    delivered: zInt,
    dead: zInt,
  }),
  sql: (_, tenant) => sql`
    select e.id, e.kind, e.name, e.url, e.events, e.status, e.disabled_because as "disabledBecause", e.failures, e.openings,
      e.paused_until as "pausedUntil", case when e.previous_until > now() then e.previous_until end as "previousUntil",
      e.last_success_at as "lastSuccessAt", e.last_failure_at as "lastFailureAt", e.created_at as "createdAt",
      coalesce(d.pending, 0) as pending, coalesce(d.delivered, 0) as delivered, coalesce(d.dead, 0) as dead
    from webhook_endpoints as e left join (
      select endpoint_id, count(*) filter (where status = 'pending') as pending,
        count(*) filter (where status = 'delivered' and finished_at > now() - interval '7 days') as delivered,
        count(*) filter (where status = 'dead' and finished_at > now() - interval '7 days') as dead
      from webhook_deliveries
      where tenant_id = ${tenant} and (status = 'pending' or finished_at > now() - interval '7 days') group by endpoint_id
    ) as d on d.endpoint_id = e.id
    where e.tenant_id = ${tenant} order by e.created_at, e.id`,
});

export type Endpoint = z.output<typeof listEndpoints.row>;

/** Whether the tenant lets personal data leave for its CRM, and who decided it when. */
export const readConsent = defineQuery({
  name: "webhooks.read-consent",
  params: z.object({}),
  row: z.object({ personalData: z.boolean(), decidedAt: zInstant, decidedBy: z.string().nullable() }),
  sql: (_, tenant) => sql`
    select c.personal_data as "personalData", c.decided_at as "decidedAt", u.name as "decidedBy"
    from webhook_consents as c left join users as u on u.id = c.decided_by where c.tenant_id = ${tenant}`,
});

/** The latest number of the tenant's log. */
export const readLogEnd = defineQuery({
  name: "webhooks.log-end",
  params: z.object({}),
  row: z.object({ seq: zInt }),
  sql: (_, tenant) => sql`
    select coalesce((select last_seq from analytics.log_heads where tenant_id = ${tenant}), 0) as seq`,
});
