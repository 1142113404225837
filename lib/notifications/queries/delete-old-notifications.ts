import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Forgets notices from before a moment, read or not. */
export const deleteOldNotifications = defineQuery({
  name: "notifications.delete-old",
  params: z.object({ before: z.date() }),
  row: z.object({ id: z.string() }),
  sql: ({ before }, tenant) => sql`
    delete from notifications where tenant_id = ${tenant} and created_at < ${before} returning id`,
});
