import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zDay } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** The first and the last of the tenant's days on which a person did something. */
export const seenOn = defineQuery({
  name: "privacy.seen-on",
  params: z.object({ actors: z.array(z.guid()) }),
  row: z.object({ first: zDay.nullable(), last: zDay.nullable() }),
  sql: ({ actors }, tenant) => sql`
    select min(day) as first, max(day) as last from person_days where tenant_id = ${tenant} and actor = any(${actors}::uuid[])`,
});
