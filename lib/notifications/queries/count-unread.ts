import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** How many of a member's notices she has not read. */
export const countUnread = defineQuery({
  name: "notifications.count-unread",
  prepared: true,
  params: z.object({ userId: z.uuid(), permissions: z.array(z.string()) }),
  row: z.object({ unread: zInt }),
  sql: ({ userId, permissions }, tenant) => sql`
    select count(*) as unread
    from notifications n
    join memberships m on m.tenant_id = n.tenant_id and m.user_id = ${userId}::uuid
    where n.tenant_id = ${tenant} and n.created_at >= m.created_at
      and (n.user_id = m.user_id or n.permission = any(${permissions}::text[]))
      and not exists (
        select from notification_reads r
        where r.tenant_id = n.tenant_id and r.user_id = m.user_id and r.notification_id = n.id)`,
});
