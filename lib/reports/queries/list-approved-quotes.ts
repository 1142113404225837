import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zBytes } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { approvedTextSchema } from "@/lib/reports/approved-quote";

/** Approved quotes of a session whose consent stands, newest decision first. */
export const listApprovedQuotes = defineQuery({
  name: "reports.list-approved-quotes",
  params: z.object({ sessionId: z.string() }),
  row: z.object({ eventId: z.string(), text: approvedTextSchema, quoteHash: zBytes, language: z.string().nullable() }),
  sql: ({ sessionId }, tenant) => sql`
    select v.event_id as "eventId", v.quote_text as text, v.quote_hash as "quoteHash", g.language
    from quote_reviews v
    join consents c on c.tenant_id = v.tenant_id and c.event_id = v.event_id and c.text_hash = v.text_hash
    left join session_gratitude g on g.tenant_id = v.tenant_id and g.session_id = v.session_id and g.event_id = v.event_id
    where v.tenant_id = ${tenant} and v.session_id = ${sessionId} and v.status = 'approved' and c.withdrawn_at is null
    order by v.reviewed_at desc, v.event_id`,
});
