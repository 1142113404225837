import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt, zNumber } from "@/lib/db/row";
import { empty, type Sql, sql } from "@/lib/db/sql";
import { type RowSet, rowSets } from "@/lib/master-sessions/schema";

const paramsSchema = z.object({
  sessionId: z.string(),
  of: z.enum(rowSets),
  /** the country, language, device, kind, theme or minute; '' is "nobody said it" */
  value: z.string(),
  /** for `reaction`: who sent it, as only the log knows */
  actors: z.array(z.string()),
  after: z.object({ value: z.string(), id: z.string() }).optional(),
  limit: z.int().min(1).max(1000),
});
type Params = z.output<typeof paramsSchema>;

const attending = (condition: Sql) => sql`
  select a.actor from session_attendance a, session s
  where a.tenant_id = s.tenant_id and a.session_id = s.session_id
    and (a.counted or s.started_at is null) ${condition}`;

const minuteStart = (value: string) => sql`extract(epoch from s.started_at) * 1000 + ${Number(value)}::numeric * 60000`;

const nobody = sql`select null::uuid as actor where false`;

/** Whose rows a figure counts, as a select of `actor`: the same rule that made the figure. */
const who: Record<RowSet, (params: Params) => Sql> = {
  people: () => attending(empty),
  country: ({ value }) => attending(sql`and coalesce(a.country, '') = ${value}`),
  language: ({ value }) => attending(sql`and coalesce(a.language, '') = ${value}`),
  device: ({ value }) => attending(sql`and coalesce(a.device, '') = ${value}`),
  partial: () => attending(sql`and a.partial`),
  dropped: () => attending(sql`and a.dropped`),
  rejoined: () => attending(sql`and a.joins > 1`),
  minute: ({ value }) =>
    /^\d{1,4}$/.test(value)
      ? attending(sql`and exists (
          select 1 from jsonb_array_elements(a.intervals) i
          where (i ->> 0)::numeric <= ${minuteStart(value)}
            and coalesce((i ->> 1)::numeric >= ${minuteStart(value)}, true))`)
      : nobody,
  reaction: ({ actors }) => sql`select unnest(${actors}::uuid[]) as actor`,
  // A theme that fewer than k people named is shown nowhere, so nobody can ask who named it.
  theme: ({ value }) => sql`
    select distinct g.actor from session_gratitude g, session s
    where g.tenant_id = s.tenant_id and g.session_id = s.session_id and ${value} = any(g.themes) and g.actor is not null
      and (select b.people >= tn.k from session_breakdowns b join tenants tn on tn.id = b.tenant_id
           where b.tenant_id = s.tenant_id and b.session_id = s.session_id and b.dimension = 'theme' and b.value = ${value})`,
  replay: () => sql`
    select r.actor from session_replays r, session s
    where r.tenant_id = s.tenant_id and r.session_id = s.session_id and r.seconds_played >= 30`,
};

/** People of a session behind one of its figures, by when they first came, a page at a time. Pseudonyms, never names. */
export const listAttendees = defineQuery({
  name: "masterSessions.list-attendees",
  params: paramsSchema,
  row: z.object({
    person: z.string(),
    country: z.string().nullable(),
    language: z.string().nullable(),
    device: z.string().nullable(),
    counted: z.boolean(),
    firstReadyAt: zInstant.nullable(),
    lastLeftAt: zInstant.nullable(),
    attendedMs: zInt,
    partial: z.boolean(),
    dropped: z.boolean(),
    joins: zInt,
    devices: zInt,
    reactions: zInt,
    au: zNumber,
    replaySeconds: zNumber.nullable(),
    sortValue: z.string(),
  }),
  sql: (params, tenant) => sql`
    with session as (
      select tenant_id, session_id, started_at from master_sessions
      where tenant_id = ${tenant} and session_id = ${params.sessionId}
    ), who as (${who[params.of](params)}),
    rows as (
      select w.actor::text as person, a.country, a.language, a.device, coalesce(a.counted, false) as counted,
             a.first_ready_at as "firstReadyAt", a.last_left_at as "lastLeftAt",
             coalesce(a.attended_ms, 0) as "attendedMs", coalesce(a.partial, false) as partial,
             coalesce(a.dropped, false) as dropped, coalesce(a.joins, 0) as joins, coalesce(a.devices, 0) as devices,
             coalesce(a.reactions, 0) as reactions, coalesce(a.au, 0) as au, r.seconds_played as "replaySeconds",
             (extract(epoch from coalesce(a.first_ready_at, r.first_at, to_timestamp(0))) * 1000000)::bigint as place
      from who w
      cross join session s
      left join session_attendance a on a.tenant_id = s.tenant_id and a.session_id = s.session_id and a.actor = w.actor
      left join session_replays r on r.tenant_id = s.tenant_id and r.session_id = s.session_id and r.actor = w.actor
    )
    select *, place::text as "sortValue" from rows
    ${params.after ? sql`where (place, person) > (${params.after.value}::bigint, ${params.after.id})` : empty}
    order by place, person
    limit ${params.limit}`,
});
