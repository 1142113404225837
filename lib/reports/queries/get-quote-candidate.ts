import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** One text of a session whose author consents to its being quoted, as she wrote it. */
export const getQuoteCandidate = defineQuery({
  name: "reports.get-quote-candidate",
  params: z.object({ sessionId: z.string(), eventId: z.guid() }),
  row: z.object({ text: z.string() }),
  sql: ({ sessionId, eventId }, tenant) => sql`
    select t.value as text
    from session_gratitude g
    join consents c on c.tenant_id = g.tenant_id and c.event_id = g.event_id and c.withdrawn_at is null
    join analytics.private_texts t on t.tenant_id = g.tenant_id and t.event_id = g.event_id and t.field = 'text'
    where g.tenant_id = ${tenant} and g.session_id = ${sessionId} and g.event_id = ${eventId}::uuid`,
});
