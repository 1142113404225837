import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** Up to which number of the log events have been turned into deliveries, and whether anybody listens at all. */
export const readMark = defineQuery({
  name: "webhooks.read-mark",
  params: z.object({}),
  row: z.object({ seq: zInt, listeners: zInt }),
  sql: (_, tenant) => sql`
    select coalesce((select seq from webhook_marks where tenant_id = ${tenant}), 0) as seq,
      (select count(*) from webhook_endpoints where tenant_id = ${tenant} and status = 'active') as listeners`,
});

export const moveMark = defineQuery({
  name: "webhooks.move-mark",
  params: z.object({ seq: z.number().int() }),
  row: z.object({}),
  sql: ({ seq }, tenant) => sql`
    insert into webhook_marks as mark (tenant_id, seq) values (${tenant}, ${seq})
    on conflict (tenant_id) do update set seq = greatest(mark.seq, excluded.seq)`,
});
