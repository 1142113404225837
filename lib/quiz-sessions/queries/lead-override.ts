import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** What somebody decided about a prospect's lead by hand, with the reason that she gave. */
export const leadOverride = defineQuery({
  name: "quizSessions.lead-override",
  params: z.object({ prospectId: z.guid() }),
  row: z.object({ reason: z.string(), by: z.string(), at: zInstant }),
  sql: ({ prospectId }, tenant) => sql`
    select o.reason, coalesce(nullif(u.name, ''), u.email, '') as by, o.set_at as at
    from quiz_lead_overrides o left join users u on u.id = o.set_by
    where o.tenant_id = ${tenant} and o.prospect_id = ${prospectId}::uuid`,
});
