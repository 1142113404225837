import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

const written = z.object({ sessionId: z.string() });

/** Notes something beside a session that exists; no row comes back for one that does not. */
export const insertSessionNote = defineQuery({
  name: "masterSessions.insert-session-note",
  params: z.object({ id: z.uuid(), sessionId: z.string(), body: z.string(), by: z.uuid(), at: z.date() }),
  row: written,
  sql: ({ id, sessionId, body, by, at }, tenant) => sql`
    insert into session_notes (tenant_id, id, session_id, body, written_by, written_at)
    select tenant_id, ${id}::uuid, session_id, ${body}, ${by}::uuid, ${at}::timestamptz
    from master_sessions where tenant_id = ${tenant}::uuid and session_id = ${sessionId}
    returning session_id as "sessionId"`,
});

/** Changes a note of one's own; no row comes back for anybody else's. */
export const updateSessionNote = defineQuery({
  name: "masterSessions.update-session-note",
  params: z.object({ id: z.uuid(), body: z.string(), by: z.uuid(), at: z.date() }),
  row: written,
  sql: ({ id, body, by, at }, tenant) => sql`
    update session_notes set body = ${body}, edited_at = ${at}::timestamptz
    where tenant_id = ${tenant}::uuid and id = ${id}::uuid and written_by = ${by}::uuid
    returning session_id as "sessionId"`,
});

/** Takes a note of one's own away. */
export const deleteSessionNote = defineQuery({
  name: "masterSessions.delete-session-note",
  params: z.object({ id: z.uuid(), by: z.uuid() }),
  row: written,
  sql: ({ id, by }, tenant) => sql`
    delete from session_notes
    where tenant_id = ${tenant}::uuid and id = ${id}::uuid and written_by = ${by}::uuid
    returning session_id as "sessionId"`,
});
