import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/**
 * Turns a pending visit of the last day into a human one, and the downloads that began from it. `earlier` is how many human visits the
 * link had before it; no row when nothing changed.
 */
export const confirmOpen = defineQuery({
  name: "reports.confirm-open",
  params: z.object({ id: z.uuid(), linkId: z.uuid(), now: z.date() }),
  row: z.object({ earlier: zInt }),
  sql: ({ id, linkId, now }, tenant) => sql`
    with confirmed as (
      update report_opens o set kind = 'human', confirmed_at = ${now}
      where o.tenant_id = ${tenant} and o.id = ${id} and o.link_id = ${linkId} and o.kind = 'pending' and o.format = 'html'
        and o.opened_at > ${now}::timestamptz - interval '1 day'
      returning o.id, (select count(*) from report_opens h
                       where h.tenant_id = ${tenant} and h.link_id = ${linkId} and h.kind = 'human' and h.format = 'html') as earlier
    ), downloads as (
      update report_opens d set kind = 'human', confirmed_at = ${now}
      from confirmed c
      where d.tenant_id = ${tenant} and d.visit_id = c.id and d.link_id = ${linkId} and d.kind = 'pending' and d.format = 'pdf'
    )
    select earlier from confirmed`,
});
