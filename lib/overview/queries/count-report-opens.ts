import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** Links shared in a period, and how many of them a person has opened since. `until` is excluded. */
export const countReportOpens = defineQuery({
  name: "overview.count-report-opens",
  params: z.object({ start: z.date(), until: z.date() }),
  row: z.object({ shared: zInt, opened: zInt }),
  sql: ({ start, until }, tenant) => sql`
    select count(*) as shared,
           count(*) filter (where exists (
             select from report_opens o
             where o.tenant_id = l.tenant_id and o.link_id = l.id and o.kind = 'human' and o.format = 'html'
           )) as opened
    from report_links l
    where l.tenant_id = ${tenant} and l.created_at >= ${start} and l.created_at < ${until}`,
});
