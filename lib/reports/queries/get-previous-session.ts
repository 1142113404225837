import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { sameKind } from "@/lib/master-sessions/queries/session-kind";

/** The session of the same master and kind that ended right before this one: a large evening says nothing about a small morning. */
export const getPreviousSession = defineQuery({
  name: "reports.get-previous-session",
  params: z.object({ sessionId: z.string() }),
  row: z.object({ total: zInt, heldAt: zInstant }),
  sql: ({ sessionId }, tenant) => sql`
    select t.total, p.held_at as "heldAt"
    from master_sessions s
    join master_sessions p on p.tenant_id = s.tenant_id and ${sameKind} and p.ended_at is not null
                          and (p.held_at, p.session_id) < (s.held_at, s.session_id)
    join session_totals t on t.tenant_id = p.tenant_id and t.session_id = p.session_id
    where s.tenant_id = ${tenant} and s.session_id = ${sessionId}
    order by p.held_at desc, p.session_id desc
    limit 1`,
});
