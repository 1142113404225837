import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { sql } from "@/lib/db/sql";

/** The tenants that have something to send now, longest waiting first. Where webhooks are switched off, what waits goes on waiting. */
export const dueTenants = definePlatformQuery({
  name: "webhooks.due-tenants",
  params: z.object({}),
  row: z.object({ tenantId: z.string() }),
  sql: () => sql`
    select queue.tenant_id as "tenantId" from webhook_queues as queue join tenants as tenant on tenant.id = queue.tenant_id
    where queue.due_at <= now() and not 'webhooks' = any(tenant.features_off) order by queue.due_at limit 200`,
});
