import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { empty, join, type Sql, sql } from "@/lib/db/sql";
import { type DropOffColumn, dropOffColumns, dropOffFilters } from "@/lib/quiz-sessions/drop-off-search";
import { isUnderWay } from "@/lib/quiz-sessions/queries/session-conditions";
import { readHistogram } from "@/lib/quiz-sessions/rollup-cells";
import { spansOf } from "@/lib/quiz-sessions/spans";

const params = z.object({
  filters: dropOffFilters,
  columns: z.enum(dropOffColumns),
  /** days of the tenant's zone, both included */
  from: z.string(),
  to: z.string(),
});
type Params = z.output<typeof params>;

/** Which rows of the rollup a column is made of, and what stands over it. */
const columnOf: Record<DropOffColumn, { dimension: string; value: Sql }> = {
  format: { dimension: "", value: sql`r.format` },
  version: { dimension: "", value: sql`r.format || ' ' || r.quiz_version` },
  variant: { dimension: "variant", value: sql`r.value` },
  language: { dimension: "language", value: sql`r.value` },
  source: { dimension: "source", value: sql`r.value` },
  campaign: { dimension: "campaign", value: sql`r.value` },
  week: { dimension: "", value: sql`date_trunc('week', r.since)::date::text` },
};

const narrowed = ({ filters }: Pick<Params, "filters">): Sql => sql`
  ${filters.framework === undefined ? empty : sql`and r.framework_id = ${filters.framework}`}
  ${filters.format === undefined ? empty : sql`and r.format = ${filters.format}`}
  ${filters.version === undefined ? empty : sql`and r.quiz_version = ${filters.version}`}`;

/** The rows of a rollup `r` whose spans make up the period: its whole months and weeks, and the days around them. */
function within(given: Params, tenant: string): Sql {
  const spans = spansOf(given.from, given.to, given.columns === "week" ? "week" : "month").map(
    ({ grain, from, to }) => sql`(r.grain = ${grain} and r.since between ${from}::date and ${to}::date)`,
  );
  return sql`r.tenant_id = ${tenant} and ${spans.length > 0 ? sql`(${join(spans, " or ")})` : sql`false`} ${narrowed(given)}`;
}

const histogram = z.string().transform((text) => readHistogram(text));

/** How many entered each step of each column, went on, and came no further, and how long they took. Sums over spans; no session is read. */
export const stepSums = defineQuery({
  name: "quizSessions.step-sums",
  params: params.extend({ times: z.boolean() }),
  row: z.object({
    column: z.string(),
    step: z.string(),
    entries: zInt,
    continued: zInt,
    stopped: zInt,
    times: histogram,
  }),
  sql: ({ times, ...given }, tenant) => sql`
    select ${columnOf[given.columns].value} as "column", r.step, sum(r.entries) as entries, sum(r.continued) as continued,
      sum(r.stopped) as stopped,
      ${times ? sql`coalesce(string_agg(r.times, ';') filter (where r.times <> ''), '')` : sql`''`} as times
    from quiz_steps r where ${within(given, tenant)} and r.dimension = ${columnOf[given.columns].dimension}
    group by 1, 2`,
});

/** From which step people went to which: the graph of a quiz that branches. */
export const stepEdges = defineQuery({
  name: "quizSessions.step-edges",
  params,
  row: z.object({ from: z.string(), to: z.string(), sessions: zInt }),
  sql: (given, tenant) => sql`
    select r.from_step as "from", r.to_step as "to", sum(r.sessions) as sessions from quiz_edges r
    where ${within(given, tenant)} group by 1, 2`,
});

const liveColumn: Record<DropOffColumn, Sql> = {
  format: sql`s.format`,
  version: sql`s.format || ' ' || coalesce(s.quiz_version, '')`,
  variant: sql`coalesce(seen.key || ': ' || seen.value, '')`,
  language: sql`coalesce(s.language, '')`,
  source: sql`s.source`,
  campaign: sql`coalesce(s.campaign, '')`,
  week: sql`date_trunc('week', s.begun_on)::date::text`,
};

/** Sessions that are under way, by the step they are at: the only part that depends on the clock, so the only one that reads sessions. */
export const underWay = defineQuery({
  name: "quizSessions.under-way",
  params: params.extend({ now: z.date() }),
  row: z.object({ column: z.string(), step: z.string(), sessions: zInt }),
  sql: ({ now, ...given }, tenant) => sql`
    select ${liveColumn[given.columns]} as "column", s.last_step as step, count(*) as sessions
    from assess_sessions s
    ${given.columns === "variant" ? sql`left join lateral jsonb_each_text(s.variants) seen on true` : empty}
    where s.tenant_id = ${tenant} and s.journey and s.conflict_of is null and ${isUnderWay(now)}
      and s.begun_on between ${given.from}::date and ${given.to}::date
      ${given.filters.framework === undefined ? empty : sql`and s.framework_id = ${given.filters.framework}`}
      ${given.filters.format === undefined ? empty : sql`and s.format = ${given.filters.format}`}
      ${given.filters.version === undefined ? empty : sql`and coalesce(s.quiz_version, '') = ${given.filters.version}`}
    group by 1, 2`,
});

/** Sessions of which only the result is known, so that no step can be told. */
export const withoutJourney = defineQuery({
  name: "quizSessions.without-journey",
  params,
  row: z.object({ sessions: zInt }),
  sql: (given, tenant) => sql`
    select coalesce(sum(r.sessions), 0) as sessions from quiz_silent_sessions r where ${within(given, tenant)}`,
});
