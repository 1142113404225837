import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { sql } from "@/lib/db/sql";

/** The tenants that have something to send now, longest waiting first. */
export const dueTenants = definePlatformQuery({
  name: "webhooks.due-tenants",
  params: z.object({}),
  row: z.object({ tenantId: z.string() }),
  sql: () => sql`select tenant_id as "tenantId" from webhook_queues where due_at <= now() order by due_at limit 200`,
});
