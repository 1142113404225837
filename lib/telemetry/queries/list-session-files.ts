import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/**
 * Files that can still be fetched and hold one session alone, with the total they refer to. `isOlder`: events of the session became
 * visible after the file was made.
 */
export const listSessionFiles = defineQuery({
  name: "telemetry.list-session-files",
  params: z.object({ sessionId: z.string() }),
  row: z.object({ people: zInt.nullable(), isOlder: z.boolean() }),
  sql: ({ sessionId }, tenant) => sql`
    select j.people_total as people, exists (
      select from session_days d
      join analytics.events e on e.tenant_id = d.tenant_id and e.session_key = d.session_id and e.day = d.day
      join analytics.projector_batches b on b.tenant_id = e.tenant_id and e.seq between b.first_seq and b.last_seq
      where d.tenant_id = j.tenant_id and d.session_id = ${sessionId} and b.visible_at > j.finished_at) as "isOlder"
    from export_jobs j
    where j.tenant_id = ${tenant} and j.state = 'done' and j.query ->> 'sessionId' = ${sessionId}`,
});
