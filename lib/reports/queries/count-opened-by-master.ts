import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt, zNumber } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { recipientsSince } from "@/lib/reports/queries/recipients";

/** The same by master, with how long those who opened have read; who was sent most stands first. */
export const countOpenedByMaster = defineQuery({
  name: "reports.count-opened-by-master",
  params: z.object({ since: z.date() }),
  row: z.object({
    masterId: z.string().nullable(),
    masterName: z.string().nullable(),
    recipients: zInt,
    opened: zInt,
    medianSeconds: zNumber.nullable(),
    lastOpenedAt: zInstant.nullable(),
  }),
  sql: ({ since }, tenant) => sql`
    select s.master_id as "masterId", m.name as "masterName", count(*) as recipients, count(p.opened_at) as opened,
           percentile_cont(0.5) within group (order by p.seconds) filter (where p.opened_at is not null) as "medianSeconds",
           max(p.opened_at) as "lastOpenedAt"
    from ${recipientsSince(tenant, since)} p
    left join master_sessions s on s.tenant_id = ${tenant} and s.session_id = p.session_id
    left join masters m on m.tenant_id = ${tenant} and m.master_id = s.master_id
    group by s.master_id, m.name
    order by recipients desc, m.name, s.master_id
    limit 200`,
});
