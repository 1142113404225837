import "server-only";
import { z } from "zod";
import { empty, join, type Sql, sql } from "@/lib/db/sql";
import { sessionFilters } from "@/lib/master-sessions/schema";

/** What narrows a list of sessions: the filters, and the instants between which they were held (end excluded). */
export const sessionConditionParams = z.object({
  filters: sessionFilters,
  start: z.date().optional(),
  end: z.date().optional(),
});

type Params = z.output<typeof sessionConditionParams>;

const hasLivingLink = sql`exists (
  select 1 from reports r
  join report_links l on l.tenant_id = r.tenant_id and l.report_id = r.id and l.revoked_at is null
  where r.tenant_id = s.tenant_id and r.session_id = s.session_id)`;

const byStatus: Record<NonNullable<Params["filters"]["status"]>, Sql> = {
  scheduled: sql`s.started_at is null and s.ended_at is null and s.cancelled_at is null`,
  cancelled: sql`s.started_at is null and s.cancelled_at is not null`,
  live: sql`s.started_at is not null and s.ended_at is null`,
  ended: sql`s.ended_at is not null`,
  shared: sql`s.ended_at is not null and ${hasLivingLink}`,
};

const byMode: Record<NonNullable<Params["filters"]["mode"]>, Sql> = {
  live: sql`s.total > 0`,
  replay: sql`s.replay_people > 0`,
};

/** The conditions on master_sessions `s`, beginning with `and`; a filter without a rule here does not compile. */
export function sessionConditions({ filters, start, end }: Params): Sql {
  const rules: { [F in keyof Required<Params["filters"]>]: (value: NonNullable<Params["filters"][F]>) => Sql } = {
    master: (value) => sql`s.master_id = ${value}`,
    language: (value) => sql`s.language = ${value}`,
    mode: (value) => byMode[value],
    timeOfDay: (value) => sql`s.time_of_day = ${value}`,
    status: (value) => byStatus[value],
    version: (value) => sql`s.version = ${value}`,
  };
  const conditions = (Object.keys(rules) as (keyof typeof rules)[])
    .filter((name) => filters[name] !== undefined)
    .map((name) => (rules[name] as (value: unknown) => Sql)(filters[name]));
  if (start) conditions.push(sql`s.held_at >= ${start}`);
  if (end) conditions.push(sql`s.held_at < ${end}`);
  return conditions.length ? sql`and ${join(conditions, " and ")}` : empty;
}
