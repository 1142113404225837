import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** The tenants whose log is ahead of their read models, in one question however many tenants there are. */
export const pendingTenants = definePlatformQuery({
  name: "events.pending-tenants",
  params: z.object({}),
  row: z.object({ tenantId: z.string(), events: zInt }),
  sql: () => sql`select head.tenant_id as "tenantId", head.last_seq - coalesce(cursor.seq, 0) as events
    from analytics.log_heads as head left join analytics.projector_cursors as cursor using (tenant_id)
    where head.last_seq > coalesce(cursor.seq, 0)`,
});
