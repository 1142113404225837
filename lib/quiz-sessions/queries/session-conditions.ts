import "server-only";
import { z } from "zod";
import { empty, join, type Sql, sql } from "@/lib/db/sql";
import { leadOrderOf } from "@/lib/quiz-sessions/lead-rule";
import { sessionFilters } from "@/lib/quiz-sessions/list-search";
import { rankOf } from "@/lib/quiz-sessions/schema";

/** What narrows a list of quiz sessions: the filters, and the instants between which they began (end excluded). */
export const sessionConditionParams = z.object({
  filters: sessionFilters,
  start: z.date().optional(),
  end: z.date().optional(),
  now: z.date(),
  /** prospects whose name or address holds `q`, where they are few; without them each session is looked at in turn */
  named: z.array(z.guid()).optional(),
});
type Params = z.output<typeof sessionConditionParams>;
type Filters = Params["filters"];

const byCompletion: Record<NonNullable<Filters["completion"]>, Sql> = {
  completed: sql`s.completed_at is not null`,
  unfinished: sql`s.completed_at is null`,
  opened: sql`s.email_opened_at is not null`,
  booked: sql`s.booked_at is not null`,
  conflict: sql`(s.conflicts > 0 or s.conflict_of is not null)`,
};

/** A session without an end is under way while it is younger than this. */
export const progressMinutes = 30;

// Whoever opened the e-mail or booked has a result, even where the quiz forgot to say so.
export const isUnderWay = (now: Date): Sql =>
  sql`(s.completed_at is null and s.email_opened_at is null and s.booked_at is null
    and s.begun_at > ${now}::timestamptz - ${progressMinutes}::int * interval '1 minute')`;

/** Steps that few reach, said once more so that an index knows of them: row-level security keeps paths out of indexes. */
const indexed: Readonly<Record<string, Sql>> = {
  email: sql`and s.email_opened_at is not null`,
  booking: sql`and s.booked_at is not null`,
};

/** The sessions of one cell of the drop-off heatmap: the same rules that made its figure. */
function atStep(step: string | undefined, outcome: Filters["outcome"], now: Date): Sql {
  const reached = step === undefined ? sql`true` : sql`s.path @> array[${step}]::text[] ${indexed[step] ?? empty}`;
  const last = step === undefined ? sql`true` : sql`s.last_step = ${step}`;
  const inJourney = sql`s.journey and s.conflict_of is null`;
  if (outcome === "continued") {
    return sql`${inJourney} and ${reached} and ${step === "booking" ? sql`true` : sql`not ${last}`}`;
  }
  // Booking is the last step: nobody is lost after it.
  if (outcome === "dropped" && step === "booking") return sql`false`;
  if (outcome === "dropped")
    return sql`${inJourney} and ${last} and s.last_step <> 'booking' and not ${isUnderWay(now)}`;
  if (outcome === "progress") return sql`${inJourney} and ${last} and ${isUnderWay(now)}`;
  return sql`${inJourney} and ${reached}`;
}

/** The sessions of one band of the step graph: those that met `next` straight after `step`, or after whatever else. A path holds a step once. */
function wentOn(step: string | undefined, next: string, tenant: string): Sql {
  const inJourney = sql`s.journey and s.conflict_of is null ${indexed[next] ?? empty}`;
  if (step === undefined) return sql`${isStep(next, tenant)} and ${inJourney} and s.path[2:] @> array[${next}]::text[]`;
  return sql`${isWay(step, next, tenant)} and ${inJourney} and s.path @> array[${step}, ${next}]::text[]
    and s.path[array_position(s.path, ${step}::text) + 1] = ${next}`;
}

// Asked once before the sessions are: what nobody has, as a link may still say, would otherwise be looked for in every one of them.
const isVariant = (value: string, tenant: string): Sql =>
  sql`exists (select from quiz_values v where v.tenant_id = ${tenant} and v.filter = 'variant' and v.value = ${value})`;
const isStep = (step: string, tenant: string): Sql =>
  sql`exists (select from quiz_steps t where t.tenant_id = ${tenant} and t.dimension = '' and t.grain = 'month' and t.step = ${step})`;

const isWay = (step: string, next: string, tenant: string): Sql =>
  sql`exists (select from quiz_edges e where e.tenant_id = ${tenant} and e.grain = 'month' and e.from_step = ${step} and e.to_step = ${next})`;

/** `%`, `_` and `\` are letters in what people type. */
export const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Whether a text is a whole address, which is looked up instead of looked for. */
export const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** The conditions on assess_sessions `s`, beginning with `and`; a filter without a rule here does not compile. */
export function sessionConditions({ filters, start, end, now, named }: Params, tenant: string): Sql {
  const { step, outcome } = filters;
  const rules: { [F in keyof Required<Filters>]: (value: NonNullable<Filters[F]>) => Sql } = {
    format: (value) => sql`s.format = ${value}`,
    framework: (value) => sql`s.framework_id = ${value}`,
    version: (value) => (value === "none" ? sql`coalesce(s.quiz_version, '') = ''` : sql`s.quiz_version = ${value}`),
    primary: (value) => sql`s.primary_id = ${value}`,
    secondary: (value) => sql`s.secondary_id = ${value}`,
    // The second says the same to the index of the order by lead.
    lead: (value) => sql`s.lead = ${rankOf(value)}::smallint and s.lead_order
      between ${leadOrderOf(rankOf(value), Number.NEGATIVE_INFINITY)}::integer and ${leadOrderOf(rankOf(value), Number.POSITIVE_INFINITY)}::integer`,
    source: (value) => sql`s.source = ${value}`,
    language: (value) => (value === "none" ? sql`s.language is null` : sql`s.language = ${value}`),
    campaign: (value) => (value === "none" ? sql`s.campaign is null` : sql`s.campaign = ${value}`),
    completion: (value) => byCompletion[value],
    tag: (value) =>
      sql`exists (select from quiz_session_tags tag where tag.tenant_id = ${tenant} and tag.session_id = s.session_id and tag.tag = ${value})`,
    variant: (value) =>
      value === "none"
        ? sql`s.variants = '{}'`
        : sql`${isVariant(value, tenant)} and exists (select from jsonb_each_text(s.variants) seen where seen.key || ': ' || seen.value = ${value})`,
    // A whole address is looked up; a part of it, or of a name, is looked for.
    q: (value) =>
      isAddress(value)
        ? sql`s.user_email = ${value.toLowerCase()}`
        : sql`${named ? sql`s.prospect_id = any(${named}::uuid[]) and` : empty}
            (s.user_email ilike ${likePattern(value)} or s.user_name ilike ${likePattern(value)})`,
    step: (value) => sql`${isStep(value, tenant)} and ${atStep(step, outcome, now)}`,
    next: (value) => wentOn(step, value, tenant),
    prospect: (value) => sql`s.prospect_id = ${value}::uuid`,
    outcome: () => (step === undefined ? atStep(step, outcome, now) : sql`true`),
    // Lists are ordered by instants: a day on either side holds the week of every zone.
    week: (value) => sql`s.begun_on between ${value}::date and ${value}::date + 6
      and s.begun_at >= (${value}::date - 1)::timestamp at time zone 'utc' and s.begun_at < (${value}::date + 8)::timestamp at time zone 'utc'`,
  };
  const conditions = (Object.keys(rules) as (keyof typeof rules)[])
    .filter((name) => filters[name] !== undefined)
    .map((name) => (rules[name] as (value: unknown) => Sql)(filters[name]));
  if (start) conditions.push(sql`s.begun_at >= ${start}`);
  if (end) conditions.push(sql`s.begun_at < ${end}`);
  return conditions.length ? sql`and ${join(conditions, " and ")}` : empty;
}
