import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Notes that a member has read what she may see: the given notices, or all (`ids` null). Nobody else's are touched. */
export const markRead = defineQuery({
  name: "notifications.mark-read",
  params: z.object({
    userId: z.uuid(),
    permissions: z.array(z.string()),
    ids: z.array(z.uuid()).nullable(),
    now: z.date(),
  }),
  row: z.object({ id: z.string() }),
  sql: ({ userId, permissions, ids, now }, tenant) => sql`
    insert into notification_reads (tenant_id, user_id, notification_id, read_at)
    select n.tenant_id, ${userId}::uuid, n.id, ${now}
    from notifications n
    where n.tenant_id = ${tenant} and (n.user_id = ${userId}::uuid or n.permission = any(${permissions}::text[]))
      and (${ids}::uuid[] is null or n.id = any(${ids}::uuid[]))
    on conflict do nothing
    returning notification_id as id`,
});
