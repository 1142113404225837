import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zDay, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/**
 * Distinct people with any tracked action in a span of days, exactly: the rows of the span whose person was not active in it
 * before (see the comment of person_days).
 */
export const countActivePeople = defineQuery({
  name: "overview.count-active-people",
  params: z.object({ firstDay: zDay, lastDay: zDay }),
  row: z.object({ people: zInt }),
  sql: ({ firstDay, lastDay }, tenant) => sql`
    select count(*) as people from person_days
    where tenant_id = ${tenant} and day between ${firstDay} and ${lastDay}
      and (previous_day is null or previous_day < ${firstDay}::date)`,
});
