import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Which of the given words (in lower case) are part of the name of somebody whom the tenant knows. Reads every name, on the review pages only. */
export const listKnownNames = defineQuery({
  name: "reports.list-known-names",
  params: z.object({ words: z.array(z.string()).max(20_000) }),
  row: z.object({ word: z.string() }),
  sql: ({ words }, tenant) => sql`
    select distinct part as word
    from people cross join lateral regexp_split_to_table(lower(name), '[\\s,.''’-]+') as part
    where tenant_id = ${tenant} and name is not null and length(part) > 1 and part = any(${words}::text[])`,
});
