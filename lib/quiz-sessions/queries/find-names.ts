import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/**
 * Prospects whose name or address holds a text, in no order. A policy's table is never searched by an index that would look into other
 * tenants' rows first, which rules trigrams out; the names of a tenant stand in an index of their own, which is read from end to end.
 */
export const findNames = defineQuery({
  name: "quizSessions.find-names",
  params: z.object({ pattern: z.string(), limit: z.int() }),
  row: z.object({ id: z.string() }),
  sql: ({ pattern, limit }, tenant) => sql`
    select n.prospect_id::text as id from quiz_names n
    where n.tenant_id = ${tenant} and n.folded like lower(${pattern}) limit ${limit}`,
});
