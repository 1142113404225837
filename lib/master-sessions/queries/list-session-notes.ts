import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** What the team noted beside a session, newest first. */
export const listSessionNotes = defineQuery({
  name: "masterSessions.list-session-notes",
  params: z.object({ sessionId: z.string(), limit: z.int().min(1).max(500) }),
  row: z.object({
    id: z.string(),
    body: z.string(),
    authorId: z.string(),
    author: z.string().nullable(),
    writtenAt: zInstant,
    editedAt: zInstant.nullable(),
  }),
  sql: ({ sessionId, limit }, tenant) => sql`
    select n.id::text as id, n.body, n.written_by::text as "authorId", nullif(u.name, '') as author,
           n.written_at as "writtenAt", n.edited_at as "editedAt"
    from session_notes n
    left join users u on u.id = n.written_by
    where n.tenant_id = ${tenant}::uuid and n.session_id = ${sessionId}
    order by n.written_at desc, n.id
    limit ${limit}`,
});
