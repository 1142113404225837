import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { empty, type Sql, sql } from "@/lib/db/sql";
import { sessionColumns, sessionRow } from "@/lib/master-sessions/queries/session-columns";
import { sessionConditionParams, sessionConditions } from "@/lib/master-sessions/queries/session-conditions";
import { type SessionSort, sessionSorts, sortDirections } from "@/lib/master-sessions/schema";

const sortColumns: Record<SessionSort, { column: Sql; cast: (value: string) => Sql; text: Sql }> = {
  held: {
    column: sql`s.held_at`,
    cast: (value) => sql`${value}::timestamptz`,
    text: sql`to_char(s.held_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  },
  people: { column: sql`s.total`, cast: (value) => sql`${value}::integer`, text: sql`s.total::text` },
  replays: {
    column: sql`s.replay_people`,
    cast: (value) => sql`${value}::integer`,
    text: sql`s.replay_people::text`,
  },
};

/**
 * Sessions in order, a page at a time: rows strictly behind `after` in the asked order, ties broken by id. `sortValue`
 * is the row's place in that order, for the next cursor.
 */
export const listSessions = defineQuery({
  name: "masterSessions.list-sessions",
  params: sessionConditionParams.extend({
    sort: z.enum(sessionSorts),
    dir: z.enum(sortDirections),
    after: z.object({ value: z.string(), id: z.string() }).optional(),
    limit: z.int().min(1).max(1000),
  }),
  row: sessionRow.extend({ sortValue: z.string() }),
  sql: ({ sort, dir, after, limit, ...conditions }, tenant) => {
    const { column, cast, text } = sortColumns[sort];
    const behind = dir === "desc" ? sql`<` : sql`>`;
    const order = dir === "desc" ? sql`desc` : sql`asc`;
    return sql`
      select ${sessionColumns}, ${text} as "sortValue"
      from master_sessions s
      left join masters m on m.tenant_id = s.tenant_id and m.master_id = s.master_id
      left join session_totals t on t.tenant_id = s.tenant_id and t.session_id = s.session_id
      where s.tenant_id = ${tenant} and s.held_at is not null ${sessionConditions(conditions)}
        ${after ? sql`and (${column}, s.session_id) ${behind} (${cast(after.value)}, ${after.id})` : empty}
      order by ${column} ${order}, s.session_id ${order}
      limit ${limit}`;
  },
});
