import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** The name of a master who is known. */
export const findMaster = defineQuery({
  name: "attendanceImport.find-master",
  params: z.object({ masterId: z.string() }),
  row: z.object({ name: z.string() }),
  sql: ({ masterId }, tenant) =>
    sql`select name from masters where tenant_id = ${tenant}::uuid and master_id = ${masterId}`,
});
