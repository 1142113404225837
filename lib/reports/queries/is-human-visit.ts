import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Whether a visit of this link was confirmed as a person's. */
export const isHumanVisit = defineQuery({
  name: "reports.is-human-visit",
  params: z.object({ id: z.uuid(), linkId: z.uuid() }),
  row: z.object({ human: z.boolean() }),
  sql: ({ id, linkId }, tenant) => sql`
    select kind = 'human' as human from report_opens where tenant_id = ${tenant} and id = ${id} and link_id = ${linkId}`,
});
