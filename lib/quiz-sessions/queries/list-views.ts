import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** The views that somebody may open: her own and those shared with the team, by name. */
export const listViews = defineQuery({
  name: "quizSessions.views",
  params: z.object({ userId: z.guid() }),
  row: z.object({ id: z.string(), name: z.string(), shared: z.boolean(), search: z.string(), own: z.boolean() }),
  sql: ({ userId }, tenant) => sql`
    select id::text, name, shared, search, owner_id = ${userId}::uuid as own from quiz_views
    where tenant_id = ${tenant} and (shared or owner_id = ${userId}::uuid) order by name, id limit 100`,
});
