import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { figuresNow } from "@/lib/reports/queries/figures-now";

/** What a report frozen now would rest on. */
export const getFigures = defineQuery({
  name: "reports.get-figures",
  params: z.object({ sessionId: z.string() }),
  row: z.object({ figures: z.record(z.string(), z.union([z.number(), z.string()])) }),
  sql: ({ sessionId }, tenant) => sql`
    select ${figuresNow} as figures from master_sessions s
    where s.tenant_id = ${tenant} and s.session_id = ${sessionId} and s.ended_at is not null`,
});
