import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Whether a person has opened a link before, in this visit or in another one. */
export const wasOpenedByPerson = defineQuery({
  name: "reports.was-opened-by-person",
  params: z.object({ linkId: z.uuid() }),
  row: z.object({ opened: z.boolean() }),
  sql: ({ linkId }, tenant) => sql`
    select exists (select 1 from report_opens where tenant_id = ${tenant} and link_id = ${linkId} and kind = 'human'
                   and format = 'html') as opened`,
});
