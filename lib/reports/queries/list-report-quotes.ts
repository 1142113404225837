import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { approvedTextSchema } from "@/lib/reports/approved-quote";

/** The quotes of a report that may still be shown: approved, and their consent not withdrawn. Up to five, in their order. */
export const listReportQuotes = defineQuery({
  name: "reports.list-report-quotes",
  params: z.object({ reportId: z.uuid() }),
  row: z.object({ text: approvedTextSchema, language: z.string().nullable() }),
  sql: ({ reportId }, tenant) => sql`
    select v.quote_text as text, g.language
    from report_quotes q
    join quote_reviews v on v.tenant_id = q.tenant_id and v.event_id = q.event_id
                        and v.quote_hash = q.quote_hash and v.status = q.status
    join consents c on c.tenant_id = v.tenant_id and c.event_id = v.event_id and c.text_hash = v.text_hash
    left join session_gratitude g on g.tenant_id = v.tenant_id and g.session_id = v.session_id and g.event_id = v.event_id
    where q.tenant_id = ${tenant} and q.report_id = ${reportId} and c.withdrawn_at is null
    order by q.position`,
});
