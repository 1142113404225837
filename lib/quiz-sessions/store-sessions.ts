import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import {
  defaultLeadRule,
  type LeadRule,
  leadOrderOf,
  leadReasons,
  leadRuleSchema,
  pointsOf,
  rankOfPoints,
} from "@/lib/quiz-sessions/lead-rule";
import type { Computed } from "@/lib/quiz-sessions/project-sessions";
import { addSession, type Counted, noSums } from "@/lib/quiz-sessions/rollup-cells";
import { storeRollups } from "@/lib/quiz-sessions/store-rollups";

const columns = [
  ["session_id", "text"],
  ["framework_id", "text"],
  ["format", "text"],
  ["quiz_version", "text"],
  ["user_email", "text"],
  ["user_name", "text"],
  ["scores", "jsonb"],
  ["top_score", "double precision"],
  ["primary_id", "text"],
  ["secondary_id", "text"],
  ["completed_at", "timestamptz"],
  ["metadata", "jsonb"],
  ["source", "text"],
  ["conflict_of", "text"],
  ["conflicts", "integer"],
  ["person", "uuid"],
  ["prospect_id", "uuid"],
  ["language", "text"],
  ["country", "text"],
  ["device", "text"],
  ["campaign", "text"],
  ["variants", "jsonb"],
  ["contact_consent", "boolean"],
  ["begun_at", "timestamptz"],
  ["last_at", "timestamptz"],
  ["visited_at", "timestamptz"],
  ["started_at", "timestamptz"],
  ["email_opened_at", "timestamptz"],
  ["booked_at", "timestamptz"],
  ["answers", "integer"],
  ["turns", "integer"],
  ["duration_ms", "bigint"],
  ["cost_minor", "double precision"],
  ["cost_currency", "text"],
  ["journey", "boolean"],
  ["path", "text[]"],
  ["path_ms", "integer[]"],
  ["last_step", "text"],
  ["lead_points", "integer"],
  ["suggested_lead", "smallint"],
  ["lead", "smallint"],
  ["lead_by_hand", "boolean"],
  ["lead_order", "integer"],
  ["days", "date[]"],
] as const;
const given = columns.map(([column]) => column);
const changing = [...given.filter((column) => column !== "session_id"), "begun_on"];

/** Makes the stored rows of the computed session ids the computed ones, and the rollups follow. */
export async function storeSessions(db: TenantSql, computed: Computed, timeZone: string, now: Date): Promise<void> {
  const rootIds = [...computed.keys()];
  const rows = [...computed.values()].flat();
  const rule = await readLeadRule(db);
  const costs = await readCosts(db, rootIds);
  const byHand = await readOverrides(
    db,
    rows.flatMap(({ who }) => who.prospectId ?? []),
  );
  const records = rows.map(({ who, transcript: _, actor: __, ...facts }) => {
    const leadFacts = {
      lastAt: facts.last_at,
      completed: facts.completed_at !== null,
      booked: facts.booked_at !== null,
      emailOpened: facts.email_opened_at !== null,
      primaryId: facts.primary_id,
      topScore: facts.top_score,
    };
    const points = pointsOf(leadReasons(rule, leadFacts, now));
    const suggested = rankOfPoints(rule, points);
    const set = who.prospectId === null ? undefined : byHand.get(who.prospectId);
    const cost = facts.conflict_of === null ? costs.get(facts.session_id) : undefined;
    return {
      ...facts,
      user_email: who.email,
      user_name: who.name,
      person: who.person,
      prospect_id: who.prospectId,
      cost_minor: cost?.costMinor ?? 0,
      cost_currency: cost?.currency ?? null,
      lead_points: points,
      suggested_lead: suggested,
      lead: set ?? suggested,
      lead_by_hand: set !== undefined,
      lead_order: leadOrderOf(set ?? suggested, points),
    };
  });
  const before = await readCounted(db, rootIds);
  await upsert(db, records, timeZone);
  const kept = new Set(rows.map(({ session_id }) => session_id));
  const gone = before.flatMap(({ session_id }) => (kept.has(session_id) ? [] : [session_id]));
  await remove(db, "assess_sessions", gone);
  await storeTranscripts(db, rows, gone);
  const after = await readCounted(db, rootIds);
  const sums = noSums();
  for (const session of before) addSession(sums, session, -1);
  for (const session of after) addSession(sums, session, 1);
  await storeRollups(db, sums);
}

/** The tenant's rule, or the one that everybody begins with. */
export async function readLeadRule(db: TenantSql): Promise<LeadRule> {
  const [row] = await db.execute<{ rule: unknown }>(
    "/* quiz-sessions.lead-rule */ select rule from quiz_lead_rules where tenant_id = $1",
    [db.tenantId],
  );
  const parsed = leadRuleSchema.safeParse(row?.rule);
  return parsed.success ? parsed.data : defaultLeadRule;
}

/** What a session cost, in the currency that most of it was spent in. */
async function readCosts(db: TenantSql, ids: readonly string[]) {
  const rows = await db.execute<{ sessionId: string; currency: string; costMinor: number }>(
    `/* quiz-sessions.costs */ select distinct on (session_id) session_id as "sessionId", currency,
       sum(cost_minor order by event_id) as "costMinor"
     from quiz_ai_usage where tenant_id = $1 and session_id = any($2::text[])
     group by session_id, currency order by session_id, sum(cost_minor order by event_id) desc, currency`,
    [db.tenantId, ids],
  );
  return new Map(rows.map((row) => [row.sessionId, row]));
}

async function readOverrides(db: TenantSql, prospects: readonly string[]): Promise<Map<string, number>> {
  if (prospects.length === 0) return new Map();
  const rows = await db.execute<{ prospectId: string; lead: number }>(
    `/* quiz-sessions.overrides */ select prospect_id as "prospectId", lead from quiz_lead_overrides
     where tenant_id = $1 and prospect_id = any($2::uuid[])`,
    [db.tenantId, [...new Set(prospects)]],
  );
  return new Map(rows.map((row) => [row.prospectId, row.lead]));
}

const counted = `session_id, begun_on::text as begun_on, framework_id, format, quiz_version, language, source, campaign, variants, scores,
  primary_id, secondary_id, completed_at, conflict_of, answers, turns, coalesce(prospect_id, person)::text as who,
  prospect_id::text as prospect_id, user_email, user_name, journey, path, path_ms`;

async function readCounted(db: TenantSql, ids: readonly string[]): Promise<(Counted & { session_id: string })[]> {
  return db.execute(
    `/* quiz-sessions.counted */ select ${counted} from assess_sessions where tenant_id = $1 and session_id = any($2::text[])
     union all
     select ${counted} from assess_sessions where tenant_id = $1 and conflict_of is not null and conflict_of = any($2::text[])`,
    [db.tenantId, ids],
  );
}

async function upsert(db: TenantSql, records: readonly object[], timeZone: string): Promise<void> {
  if (records.length === 0) return;
  await db.execute(
    `/* quiz-sessions.store */ insert into assess_sessions as held (tenant_id, ${given.join(", ")}, begun_on)
     select $1::uuid, ${given.join(", ")}, (begun_at at time zone $2)::date
     from jsonb_to_recordset($3::jsonb) as given (${columns.map((column) => column.join(" ")).join(", ")})
     on conflict (tenant_id, session_id) do update set ${changing.map((column) => `${column} = excluded.${column}`).join(", ")}
       where (${changing.map((column) => `held.${column}`).join(", ")})
         is distinct from (${changing.map((column) => `excluded.${column}`).join(", ")})`,
    [db.tenantId, timeZone, JSON.stringify(records)],
  );
}

async function storeTranscripts(
  db: TenantSql,
  rows: Computed extends ReadonlyMap<string, infer R> ? R : never,
  gone: readonly string[],
): Promise<void> {
  const told = rows.filter(({ transcript }) => transcript.length > 0);
  const silent = rows.flatMap(({ transcript, session_id }) => (transcript.length > 0 ? [] : [session_id]));
  await remove(db, "quiz_transcripts", [...gone, ...silent]);
  if (told.length === 0) return;
  await db.execute(
    `/* quiz-sessions.store-transcripts */ insert into quiz_transcripts as held (tenant_id, session_id, steps)
     select $1::uuid, * from unnest($2::text[], $3::jsonb[])
     on conflict (tenant_id, session_id) do update set steps = excluded.steps where held.steps is distinct from excluded.steps`,
    [db.tenantId, told.map(({ session_id }) => session_id), told.map(({ transcript }) => JSON.stringify(transcript))],
  );
}

async function remove(
  db: TenantSql,
  table: "assess_sessions" | "quiz_transcripts",
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(
    `/* quiz-sessions.remove */ delete from ${table} where tenant_id = $1 and session_id = any($2::text[])`,
    [db.tenantId, ids],
  );
}
