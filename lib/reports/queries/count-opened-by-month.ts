import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { recipientsSince } from "@/lib/reports/queries/recipients";

/** Recipients and those of them who opened, by the month in which they were given the report, in the tenant's time. */
export const countOpenedByMonth = defineQuery({
  name: "reports.count-opened-by-month",
  params: z.object({ since: z.date() }),
  row: z.object({ month: z.string(), recipients: zInt, opened: zInt }),
  sql: ({ since }, tenant) => sql`
    select to_char(p.created_at at time zone tn.time_zone, 'YYYY-MM') as month,
           count(*) as recipients, count(p.opened_at) as opened
    from ${recipientsSince(tenant, since)} p
    join tenants tn on tn.id = ${tenant}
    group by 1
    order by 1`,
});
