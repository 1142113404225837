import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { anomalyKinds, anomalyStates } from "@/lib/master-sessions/anomaly-schema";

/** Moves an anomaly from one state to another; no row comes back when somebody else has moved it meanwhile. */
export const setAnomalyState = defineQuery({
  name: "masterSessions.set-anomaly-state",
  params: z.object({
    sessionId: z.string(),
    kind: z.enum(anomalyKinds),
    from: z.enum(anomalyStates),
    to: z.enum(anomalyStates),
    by: z.uuid(),
    at: z.date(),
  }),
  row: z.object({ state: z.enum(anomalyStates) }),
  sql: ({ sessionId, kind, from, to, by, at }, tenant) => sql`
    insert into anomaly_states as known (tenant_id, session_id, kind, state, changed_by, changed_at)
    select ${tenant}::uuid, ${sessionId}, ${kind}, ${to}, ${by}::uuid, ${at}::timestamptz
    where ${from} = 'open' or exists (
      select from anomaly_states where tenant_id = ${tenant}::uuid and session_id = ${sessionId} and kind = ${kind})
    on conflict (tenant_id, session_id, kind) do update
      set state = excluded.state, changed_by = excluded.changed_by, changed_at = excluded.changed_at
      where known.state = ${from}
    returning state`,
});
