import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";

/**
 * What people wrote about in the sessions of a master, by distinct people over all of them: somebody who thanked five times for the silence is one.
 * Themes of fewer than `k` people are left out, and words that several used only ever come from at least that many.
 */
export const listMasterThemes = defineQuery({
  name: "masterSessions.list-master-themes",
  params: z.object({
    masterId: z.string(),
    k: z.int().min(1),
    /** held at or after, and before */
    start: z.date().optional(),
    end: z.date().optional(),
    limit: z.int().min(1).max(100).default(12),
  }),
  row: z.object({ key: z.string(), people: zInt, sessions: zInt }),
  sql: ({ masterId, k, start, end, limit }, tenant) => sql`
    select theme as key, count(distinct g.actor) as people, count(distinct g.session_id) as sessions
    from master_sessions s
    join session_gratitude g on g.tenant_id = s.tenant_id and g.session_id = s.session_id
    cross join lateral unnest(g.themes) as theme
    where s.tenant_id = ${tenant}::uuid and s.master_id = ${masterId} and g.actor is not null
      ${start ? sql`and s.held_at >= ${start}::timestamptz` : empty}
      ${end ? sql`and s.held_at < ${end}::timestamptz` : empty}
    group by theme
    having count(distinct g.actor) >= ${k}
    order by people desc, sessions desc, theme collate "C"
    limit ${limit}`,
});
