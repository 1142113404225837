import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { anomalyKinds, anomalySteps } from "@/lib/master-sessions/anomaly-schema";

/** What was done about the anomalies of some sessions, oldest first. */
export const listAnomalyActions = defineQuery({
  name: "masterSessions.list-anomaly-actions",
  params: z.object({ sessionIds: z.array(z.string()).max(1000) }),
  row: z.object({
    id: z.string(),
    sessionId: z.string(),
    kind: z.enum(anomalyKinds),
    step: z.enum(anomalySteps),
    note: z.string(),
    by: z.string().nullable(),
    at: zInstant,
  }),
  sql: ({ sessionIds }, tenant) => sql`
    select a.id::text as id, a.session_id as "sessionId", a.kind, a.action as step, a.note, nullif(u.name, '') as by, a.at
    from anomaly_actions a
    left join users u on u.id = a.by_user
    where a.tenant_id = ${tenant}::uuid and a.session_id = any(${sessionIds}::text[])
    order by a.at, a.id`,
});
