import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { Outcome, Submission } from "@/lib/events/append";
import type { PersonTraits } from "@/lib/events/person-traits";
import { bareArray, textArray } from "@/lib/events/pg-array";

interface PersonRow extends Omit<PersonTraits, "traits"> {
  actor: string;
  traits: Record<string, unknown>;
  firstAt: string;
  lastAt: string;
}

/** Traits that would make a person's row larger than this replace the older ones instead of joining them. */
const mostTraitBytes = 64 * 1024;

/** Writes what new identify and group calls said of people. What was said later holds, whatever arrived first. */
export async function upsertPeople(
  db: TenantSql,
  submissions: readonly Submission[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const people = mergePeople(submissions, outcomes);
  if (people.length === 0) return;
  await db.execute(
    `/* events.upsert-people */ with kept as (
     insert into people (tenant_id, actor, user_id, name, email, phone, traits, first_seen_at, last_seen_at)
     select $1::uuid, * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::timestamptz[], $9::timestamptz[])
     on conflict (tenant_id, actor) do update set
       user_id = coalesce(people.user_id, excluded.user_id),
       name = case when excluded.last_seen_at >= people.last_seen_at
         then coalesce(excluded.name, people.name) else coalesce(people.name, excluded.name) end,
       email = case when excluded.last_seen_at >= people.last_seen_at
         then coalesce(excluded.email, people.email) else coalesce(people.email, excluded.email) end,
       phone = case when excluded.last_seen_at >= people.last_seen_at
         then coalesce(excluded.phone, people.phone) else coalesce(people.phone, excluded.phone) end,
       traits = case
         when pg_column_size(people.traits) + pg_column_size(excluded.traits) > ${mostTraitBytes} then excluded.traits
         when excluded.last_seen_at >= people.last_seen_at then people.traits || excluded.traits
         else excluded.traits || people.traits end,
       first_seen_at = least(people.first_seen_at, excluded.first_seen_at),
       last_seen_at = greatest(people.last_seen_at, excluded.last_seen_at)
       returning actor, name
     )
     insert into people_names (tenant_id, word, actor)
     select distinct $1::uuid, left(word, 200), actor from kept, regexp_split_to_table(lower(name), '[\\s,.''’-]+') as word
     where length(word) > 1 on conflict do nothing`,
    [
      db.tenantId,
      bareArray(people.map(({ actor }) => actor)),
      textArray(people.map(({ userId }) => userId)),
      textArray(people.map(({ name }) => name)),
      textArray(people.map(({ email }) => email)),
      textArray(people.map(({ phone }) => phone)),
      textArray(people.map(({ traits }) => JSON.stringify(traits))),
      bareArray(people.map(({ firstAt }) => firstAt)),
      bareArray(people.map(({ lastAt }) => lastAt)),
    ],
  );
}

/** One row per person of a flush, in the order of their actors, which is the order in which rows are locked. */
function mergePeople(submissions: readonly Submission[], outcomes: readonly Outcome[]): PersonRow[] {
  const said = submissions.flatMap(({ events }, at) =>
    events.filter(({ person, actor }, place) => person && actor && outcomes[at]?.fresh[place]),
  );
  said.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));
  const rows = new Map<string, PersonRow>();
  for (const { person, actor, occurredAt } of said) {
    if (!person || !actor) continue;
    const before = rows.get(actor);
    const traits = JSON.parse(person.traits) as Record<string, unknown>;
    rows.set(actor, {
      actor,
      userId: before?.userId ?? person.userId,
      name: person.name ?? before?.name ?? null,
      email: person.email ?? before?.email ?? null,
      phone: person.phone ?? before?.phone ?? null,
      traits: before ? { ...before.traits, ...traits } : traits,
      firstAt: before?.firstAt ?? occurredAt,
      lastAt: occurredAt,
    });
  }
  return [...rows.values()].sort((a, b) => (a.actor < b.actor ? -1 : 1));
}
