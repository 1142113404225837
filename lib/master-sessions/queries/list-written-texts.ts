import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { empty, sql } from "@/lib/db/sql";

/** Texts with the themes found in them, session by session, for reading them anew. They stay on the server. */
export const listWrittenTexts = defineQuery({
  name: "masterSessions.list-written-texts",
  params: z.object({
    since: z.date().optional(),
    after: z.object({ sessionId: z.string(), eventId: z.guid() }).optional(),
    limit: z.int().min(1).max(50_000),
  }),
  row: z.object({
    sessionId: z.string(),
    eventId: z.string(),
    language: z.string().nullable(),
    themes: z.array(z.string()),
    text: z.string(),
  }),
  sql: ({ since, after, limit }, tenant) => sql`
    select g.session_id as "sessionId", g.event_id as "eventId", g.language, g.themes, t.value as text
    from session_gratitude g
    join analytics.private_texts t on t.tenant_id = g.tenant_id and t.event_id = g.event_id and t.field = 'text'
    where g.tenant_id = ${tenant}::uuid
      ${since ? sql`and g.said_at >= ${since}::timestamptz` : empty}
      ${after ? sql`and (g.session_id, g.event_id) > (${after.sessionId}, ${after.eventId}::uuid)` : empty}
    order by g.session_id, g.event_id
    limit ${limit}`,
});
