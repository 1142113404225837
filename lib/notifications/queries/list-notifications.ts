import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** What a member was told, newest first: addressed to her, or to a permission that she holds now; nothing from before she came. */
export const listNotifications = defineQuery({
  name: "notifications.list",
  prepared: true,
  params: z.object({ userId: z.uuid(), permissions: z.array(z.string()), limit: z.int().min(1).max(200) }),
  row: z.object({
    id: z.string(),
    kind: z.string(),
    href: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    createdAt: zInstant,
    read: z.boolean(),
  }),
  sql: ({ userId, permissions, limit }, tenant) => sql`
    select n.id, n.kind, n.href, n.params, n.created_at as "createdAt", r.read_at is not null as read
    from notifications n
    join memberships m on m.tenant_id = n.tenant_id and m.user_id = ${userId}::uuid
    left join notification_reads r on r.tenant_id = n.tenant_id and r.user_id = m.user_id and r.notification_id = n.id
    where n.tenant_id = ${tenant} and n.created_at >= m.created_at
      and (n.user_id = m.user_id or n.permission = any(${permissions}::text[]))
    order by n.created_at desc, n.id desc
    limit ${limit}`,
});
