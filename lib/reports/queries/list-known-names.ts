import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Which of the given words (in lower case) are part of the name of somebody whom the tenant knows: one look into an index for each. */
export const listKnownNames = defineQuery({
  name: "reports.list-known-names",
  params: z.object({ words: z.array(z.string()).max(20_000) }),
  row: z.object({ word: z.string() }),
  sql: ({ words }, tenant) => sql`
    select asked.word from unnest(${words}::text[]) as asked (word)
    where exists (select from people_names known where known.tenant_id = ${tenant} and known.word = asked.word)`,
});
