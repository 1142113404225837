import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Frameworks that every tenant may use without setting anything. */
export const platformFrameworks = ["archetypes", "big5", "money", "values", "enneagram"] as const;

/** Frameworks that a tenant has set up for herself, or whose quizzes have already sent events. */
export const tenantFrameworks = defineQuery({
  name: "quizSessions.frameworks",
  params: z.object({}),
  row: z.object({ id: z.string() }),
  sql: (_, tenant) => sql`
    select distinct framework_id as id from framework_configs where tenant_id = ${tenant}
    union
    select value from quiz_values where tenant_id = ${tenant} and filter = 'event framework'
    order by id`,
});
