import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** Texts of a session whose authors consented to being quoted, with what a person decided about them. Newest 200. */
export const listQuoteCandidates = defineQuery({
  name: "reports.list-quote-candidates",
  prepared: true,
  params: z.object({ sessionId: z.string() }),
  row: z.object({
    eventId: z.string(),
    text: z.string(),
    language: z.string().nullable(),
    consent: z.enum(["anonymised", "quoted"]),
    saidAt: zInstant,
    status: z.enum(["approved", "rejected"]).nullable(),
    quoteText: z.string().nullable(),
    reviewedBy: z.string().nullable(),
    reviewedAt: zInstant.nullable(),
  }),
  sql: ({ sessionId }, tenant) => sql`
    select g.event_id as "eventId", t.value as text, g.language, c.level as consent, g.said_at as "saidAt",
           v.status, v.quote_text as "quoteText", u.name as "reviewedBy", v.reviewed_at as "reviewedAt"
    from session_gratitude g
    join consents c on c.tenant_id = g.tenant_id and c.event_id = g.event_id and c.withdrawn_at is null
    join analytics.private_texts t on t.tenant_id = g.tenant_id and t.event_id = g.event_id and t.field = 'text'
    left join quote_reviews v on v.tenant_id = g.tenant_id and v.event_id = g.event_id
    left join users u on u.id = v.reviewed_by
    where g.tenant_id = ${tenant} and g.session_id = ${sessionId}
    order by g.said_at desc, g.event_id
    limit 200`,
});
