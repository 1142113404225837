import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** The fingerprints of results that the log holds, by the id of their event. Only the partitions of their days are read. */
export const resultContents = defineQuery({
  name: "quizSessions.result-contents",
  params: z.object({ eventIds: z.array(z.guid()), sessionIds: z.array(z.string()) }),
  row: z.object({ eventId: z.string(), content: z.string().nullable() }),
  sql: ({ eventIds, sessionIds }, tenant) => sql`
    select event.event_id as "eventId", event.properties ->> 'content' as content
    from analytics.event_keys known
    join analytics.events event on event.tenant_id = ${tenant} and event.day = known.day
      and event.session_key = any(${sessionIds}) and event.event_id = known.event_id
    where known.tenant_id = ${tenant} and known.event_id = any(${eventIds}::uuid[])`,
});
