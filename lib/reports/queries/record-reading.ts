import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** A visit counts for at most so many seconds: a page that was left open is not being read. */
export const longestReading = 1800;

/**
 * Notes how long a confirmed visit has been looked at and which parts it reached. Both only grow, and never beyond the time that has
 * passed since the page was fetched: what a script reports is believed as far as it can be true.
 */
export const recordReading = defineQuery({
  name: "reports.record-reading",
  params: z.object({
    id: z.uuid(),
    linkId: z.uuid(),
    seconds: z.int().min(0),
    parts: z.array(z.string()),
    now: z.date(),
  }),
  row: z.object({ id: z.string() }),
  sql: ({ id, linkId, seconds, parts, now }, tenant) => sql`
    update report_opens o
    set visible_seconds = greatest(o.visible_seconds, least(${seconds}::int, ${longestReading}::int,
          ceil(extract(epoch from ${now}::timestamptz - o.opened_at))::int + 1)),
        parts_seen = array(select distinct part from unnest(o.parts_seen || ${parts}::text[]) part order by part)
    where o.tenant_id = ${tenant} and o.id = ${id} and o.link_id = ${linkId} and o.kind = 'human' and o.format = 'html'
      and o.opened_at > ${now}::timestamptz - interval '1 day'
    returning o.id`,
});
