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
    join memberships m on m.tenant_id = n.tenant_id and m.user_id = ${userId}::uuid
    where n.tenant_id = ${tenant} and n.created_at >= m.created_at and (n.user_id = ${userId}::uuid or n.permission = any(${permissions}::text[]))
      and (${ids}::uuid[] is null or n.id = any(${ids}::uuid[]))
    on conflict do nothing
    returning notification_id as id`,
});
