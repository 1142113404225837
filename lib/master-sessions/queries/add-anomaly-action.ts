import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { anomalyKinds, anomalySteps } from "@/lib/master-sessions/anomaly-schema";

/** Writes down a step with an anomaly. */
export const addAnomalyAction = defineQuery({
  name: "masterSessions.add-anomaly-action",
  params: z.object({
    id: z.uuid(),
    sessionId: z.string(),
    kind: z.enum(anomalyKinds),
    step: z.enum(anomalySteps),
    note: z.string(),
    by: z.uuid(),
    at: z.date(),
  }),
  row: z.object({ id: z.string() }),
  sql: ({ id, sessionId, kind, step, note, by, at }, tenant) => sql`
    insert into anomaly_actions (tenant_id, id, session_id, kind, action, note, by_user, at)
    values (${tenant}::uuid, ${id}::uuid, ${sessionId}, ${kind}, ${step}, ${note}, ${by}::uuid, ${at}::timestamptz)
    returning id::text as id`,
});
