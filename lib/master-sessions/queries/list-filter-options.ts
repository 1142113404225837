import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** The values that a tenant's sessions have, with how many sessions have them: what the filters offer. */
export const listFilterOptions = defineQuery({
  name: "masterSessions.list-filter-options",
  params: z.object({}),
  row: z.object({
    filter: z.enum(["master", "language", "version"]),
    value: z.string(),
    name: z.string().nullable(),
    sessions: zInt,
  }),
  sql: (_, tenant) => sql`
    with counted as (
      select case when grouping(master_id) = 0 then 'master' when grouping(language) = 0 then 'language' else 'version' end as filter,
             coalesce(master_id, language, version) as value, count(*) as sessions
      from master_sessions where tenant_id = ${tenant}
      group by grouping sets ((master_id), (language), (version))
    )
    select c.filter, c.value, m.name, c.sessions
    from counted c
    left join masters m on m.tenant_id = ${tenant} and m.master_id = c.value and c.filter = 'master'
    where c.value is not null
    order by c.filter, coalesce(m.name, c.value), c.value
    limit 1000`,
});
