import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Notes one notice; nothing when its matter was told before. */
export const insertNotification = defineQuery({
  name: "notifications.insert",
  params: z.object({
    id: z.uuid(),
    kind: z.string(),
    permission: z.string().nullable(),
    userId: z.uuid().nullable(),
    href: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    once: z.string().nullable(),
    at: z.date(),
  }),
  row: z.object({ id: z.string() }),
  sql: ({ id, kind, permission, userId, href, params, once, at }, tenant) => sql`
    insert into notifications (tenant_id, id, kind, permission, user_id, href, params, once_key, created_at)
    values (${tenant}::uuid, ${id}::uuid, ${kind}, ${permission}, ${userId}::uuid, ${href}, ${JSON.stringify(params)}::jsonb, ${once}, ${at})
    on conflict on constraint notifications_once_key do nothing
    returning id`,
});
