import "server-only";
import { empty, type Sql, sql } from "@/lib/db/sql";
import type { TenantSql } from "@/lib/db/tenant";
import type { Held, HeldKind } from "@/lib/privacy/held-kinds";
import type { Subject } from "@/lib/privacy/subject";

/** One kind of thing that is kept of a person: where it lies and how it is found. Alias `t`. */
interface Place {
  readonly key: string;
  readonly table: Sql;
  readonly where: Sql;
  readonly order: Sql;
}

/** Everything there is, in the order in which a person would ask for it. The one list behind the preview and the copy. */
function placesOf(subject: Subject, tenant: string): Place[] {
  const actors = sql`${subject.actors}::uuid[]`;
  const persons = sql`${subject.persons}::uuid[]`;
  const prospects = sql`${subject.prospects}::uuid[]`;
  const devices = sql`${subject.devices}::text[]`;
  const emails = sql`${subject.emails}::text[]`;
  const texts = sql`(select x.event_id from analytics.private_texts x where x.tenant_id = ${tenant}::uuid and x.actor = any(${actors}))`;
  const gatherings = sql`(select a.session_id from session_actors a where a.tenant_id = ${tenant}::uuid and a.actor = any(${actors})
    union select d.session_id from session_device_intervals d where d.tenant_id = ${tenant}::uuid and d.device_id = any(${devices}))`;
  const quizzes = sql`(select s.session_id from assess_sessions s where s.tenant_id = ${tenant}::uuid and s.person = any(${persons})
    and (s.session_id in (select q.session_id from quiz_session_actors q where q.tenant_id = ${tenant}::uuid and q.actor = any(${actors}))
      or s.conflict_of in (select q.session_id from quiz_session_actors q where q.tenant_id = ${tenant}::uuid and q.actor = any(${actors}))))`;
  const letters = sql`(select m.link_id from mail_messages m where m.tenant_id = ${tenant}::uuid and lower(m.recipient_email) = any(${emails}))`;
  const inSessions = sql`t.session_id in ${gatherings} and t.actor = any(${persons})`;
  const ofQuizzes = sql`t.session_id in ${quizzes}`;
  const place = (key: string, table: Sql, where: Sql, order: Sql = sql`1`): Place => ({ key, table, where, order });
  return [
    place("traits", sql`people`, sql`t.actor = any(${actors})`, sql`t.last_seen_at`),
    place("links", sql`actor_links`, sql`t.from_actor = any(${actors})`, sql`t.linked_at`),
    place(
      "events",
      sql`analytics.events`,
      sql`(t.actor = any(${actors}) ${
        subject.devices.length > 0 ? sql`or (t.actor is null and t.properties ->> 'deviceId' = any(${devices}))` : empty
      })`,
      sql`t.occurred_at, t.seq`,
    ),
    place("words", sql`analytics.private_texts`, sql`t.actor = any(${actors})`, sql`t.event_id, t.field`),
    place("consents", sql`consents`, sql`t.event_id in ${texts}`, sql`t.given_at`),
    place("quotes", sql`quote_reviews`, sql`t.event_id in ${texts}`, sql`t.reviewed_at`),
    place("masterSessions", sql`session_attendance`, inSessions, sql`t.first_ready_at`),
    place("thanks", sql`session_gratitude`, inSessions, sql`t.said_at`),
    place("replays", sql`session_replays`, inSessions, sql`t.first_at`),
    place("quizSessions", sql`assess_sessions`, ofQuizzes, sql`t.begun_at`),
    place("answers", sql`quiz_transcripts`, ofQuizzes, sql`t.session_id`),
    place("aiUsage", sql`quiz_ai_usage`, ofQuizzes, sql`t.used_at`),
    place("notes", sql`quiz_notes`, sql`(${ofQuizzes} or t.prospect_id = any(${prospects}))`, sql`t.created_at`),
    place("tags", sql`quiz_session_tags`, ofQuizzes, sql`t.tagged_at`),
    place("leads", sql`quiz_lead_overrides`, sql`t.prospect_id = any(${prospects})`, sql`t.set_at`),
    place("webhooks", sql`webhook_deliveries`, sql`t.session_key in ${quizzes}`, sql`t.created_at`),
    place("contacts", sql`master_contacts`, sql`t.email = any(${emails})`),
    place("messages", sql`mail_messages`, sql`lower(t.recipient_email) = any(${emails})`, sql`t.created_at`),
    place("replies", sql`report_replies`, sql`t.link_id in ${letters}`, sql`t.received_at`),
  ];
}

const countedAs: Readonly<Record<HeldKind, readonly string[]>> = {
  traits: ["traits", "contacts"],
  events: ["events"],
  masterSessions: ["masterSessions"],
  quizSessions: ["quizSessions"],
  words: ["words"],
  quotes: ["quotes"],
  leads: ["leads"],
  notes: ["notes", "tags"],
  messages: ["messages", "replies"],
};

/** How much of each kind is kept. Reads the log once; it has no index by person, because only this asks for one. */
export async function countHeld(db: TenantSql, subject: Subject): Promise<Held> {
  const counts = new Map<string, number>();
  for (const { key, table, where } of placesOf(subject, db.tenantId)) {
    const statement = sql`/* privacy.count-held */ select count(*)::int as n from ${table} t where t.tenant_id = ${db.tenantId}::uuid and ${where}`;
    const [row] = await db.execute<{ n: number }>(statement.text, statement.values);
    counts.set(key, row?.n ?? 0);
  }
  const kinds = Object.entries(countedAs) as [HeldKind, readonly string[]][];
  return Object.fromEntries(
    kinds.map(([kind, keys]) => [kind, keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0)]),
  ) as Record<HeldKind, number>;
}

/** Every row of a person, table by table, as it is stored but for the tenant's id. */
export async function readHeld(db: TenantSql, subject: Subject): Promise<Record<string, unknown[]>> {
  const copy: Record<string, unknown[]> = {};
  for (const { key, table, where, order } of placesOf(subject, db.tenantId)) {
    const statement = sql`/* privacy.copy-held */ select to_jsonb(t) - 'tenant_id' as row from ${table} t
      where t.tenant_id = ${db.tenantId}::uuid and ${where} order by ${order}`;
    copy[key] = (await db.execute<{ row: unknown }>(statement.text, statement.values)).map(({ row }) => row);
  }
  return copy;
}
