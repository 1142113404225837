import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** The highest version among a session's reports; 0 before the first. */
export const getLatestVersion = defineQuery({
  name: "reports.get-latest-version",
  params: z.object({ sessionId: z.string() }),
  row: z.object({ version: zInt }),
  sql: ({ sessionId }, tenant) => sql`
    select coalesce(max(version), 0) as version from reports where tenant_id = ${tenant} and session_id = ${sessionId}`,
});
