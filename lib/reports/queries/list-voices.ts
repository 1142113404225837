import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant, zInt } from "@/lib/db/row";
import { empty, type Sql, sql } from "@/lib/db/sql";

export const voiceStates = ["open", "approved", "rejected", "all"] as const;
export type VoiceState = (typeof voiceStates)[number];

const filtersSchema = z.object({
  state: z.enum(voiceStates),
  language: z.string().optional(),
  master: z.string().optional(),
  session: z.string().optional(),
});
type Filters = z.output<typeof filtersSchema>;

const states: Record<VoiceState, Sql> = {
  all: empty,
  open: sql`and v.status is null`,
  approved: sql`and v.status = 'approved'`,
  rejected: sql`and v.status = 'rejected'`,
};

/** Texts whose authors' consent stands, with what was decided about them. */
const voices = ({ language, master, session }: Omit<Filters, "state">, tenant: string) => sql`
  from session_gratitude g
  join consents c on c.tenant_id = g.tenant_id and c.event_id = g.event_id and c.withdrawn_at is null
  join analytics.private_texts t on t.tenant_id = g.tenant_id and t.event_id = g.event_id and t.field = 'text'
  join master_sessions s on s.tenant_id = g.tenant_id and s.session_id = g.session_id
  left join quote_reviews v on v.tenant_id = g.tenant_id and v.event_id = g.event_id
  where g.tenant_id = ${tenant}::uuid
    ${language === undefined ? empty : sql`and coalesce(g.language, '') = ${language}`}
    ${master === undefined ? empty : sql`and s.master_id = ${master}`}
    ${session === undefined ? empty : sql`and g.session_id = ${session}`}`;

/** One page of the review queue, newest first. */
export const listVoices = defineQuery({
  name: "reports.list-voices",
  params: filtersSchema.extend({
    after: z.object({ saidAt: z.string(), eventId: z.guid() }).optional(),
    limit: z.int().min(1).max(200),
  }),
  row: z.object({
    eventId: z.string(),
    sessionId: z.string(),
    title: z.string(),
    masterName: z.string().nullable(),
    text: z.string(),
    language: z.string().nullable(),
    consent: z.enum(["anonymised", "quoted"]),
    saidAt: zInstant,
    status: z.enum(["approved", "rejected"]).nullable(),
    quoteText: z.string().nullable(),
    reviewedBy: z.string().nullable(),
    reviewedAt: zInstant.nullable(),
    reports: zInt,
    place: z.string(),
  }),
  sql: ({ state, after, limit, ...filters }, tenant) => sql`
    select page.*, u.name as "reviewedBy",
      (select m.name from masters m where m.tenant_id = ${tenant}::uuid and m.master_id = page."masterId") as "masterName",
      (select count(distinct q.report_id) from report_quotes q
       where q.tenant_id = ${tenant}::uuid and q.event_id = page."eventId") as reports
    from (
      select g.event_id as "eventId", g.session_id as "sessionId", s.title, s.master_id as "masterId", t.value as text, g.language,
        c.level as consent, g.said_at as "saidAt", v.status, v.quote_text as "quoteText", v.reviewed_by, v.reviewed_at as "reviewedAt",
        to_char(g.said_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
      ${voices(filters, tenant)} ${states[state]}
        ${after ? sql`and (g.said_at, g.event_id) < (${after.saidAt}::timestamptz, ${after.eventId}::uuid)` : empty}
      order by g.said_at desc, g.event_id desc
      limit ${limit}
    ) as page
    left join users u on u.id = page.reviewed_by
    order by page."saidAt" desc, page."eventId" desc`,
});

/** How many texts of the same filters are in which state. */
export const countVoices = defineQuery({
  name: "reports.count-voices",
  params: filtersSchema.omit({ state: true }),
  row: z.object({ open: zInt, approved: zInt, rejected: zInt }),
  sql: (filters, tenant) => sql`
    select count(*) filter (where v.status is null) as open, count(*) filter (where v.status = 'approved') as approved,
      count(*) filter (where v.status = 'rejected') as rejected
    ${voices(filters, tenant)}`,
});

/** What the queue can be narrowed to: languages, masters, and the sessions that were held last. */
export const listVoiceOptions = defineQuery({
  name: "reports.list-voice-options",
  params: z.object({}),
  row: z.object({
    filter: z.enum(["language", "master", "session"]),
    value: z.string(),
    name: z.string().nullable(),
    texts: zInt,
  }),
  sql: (_, tenant) => sql`
    with voices as (
      select g.language, s.master_id, s.session_id, s.title, s.held_at ${voices({}, tenant)}
    )
    select 'language' as filter, coalesce(language, '') as value, null as name, count(*) as texts from voices group by 2
    union all
    select 'master', v.master_id, m.name, count(*) from voices v
    join masters m on m.tenant_id = ${tenant}::uuid and m.master_id = v.master_id group by v.master_id, m.name
    union all
    select * from (
      select 'session', session_id, title, count(*) from voices group by session_id, title order by max(held_at) desc nulls last limit 60
    ) as latest`,
});
