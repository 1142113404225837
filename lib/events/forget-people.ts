import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { catalogue } from "@/lib/events/catalogue/catalogue";

/** Somebody who shall be forgotten: every actor of the log that is she, grouped by what links make one person. */
export interface Forgettable {
  readonly people: readonly (readonly string[])[];
  /** devices that are known by nothing else */
  readonly devices: readonly string[];
}

/** What became of her in the log: the read models follow it. */
export interface Forgotten {
  /** actor → the random one that stands in its place */
  readonly actors: ReadonlyMap<string, string>;
  /** quiz session → the random id that stands in its place */
  readonly quizSessions: ReadonlyMap<string, string>;
  /** events that were hers, as they are now */
  readonly events: readonly ForgottenEvent[];
}

export interface ForgottenEvent {
  readonly eventId: string;
  /** UTC day of the log */
  readonly day: string;
  readonly name: string;
  readonly sessionKey: string | null;
}

interface Row {
  oldActor: string | null;
  newActor: string | null;
  eventId: string | null;
  day: string | null;
  name: string | null;
  sessionKey: string | null;
  oldSessionKey: string | null;
}

/**
 * Takes a person out of the log and of what stands on it alone: her words, traits and consents are deleted, her actors become random
 * ones. Nothing that is counted changes. The caller holds the projector's cursor and lets the domains follow in the same transaction.
 */
export async function forgetInLog(db: TenantSql, { people, devices }: Forgettable): Promise<Forgotten> {
  const old = people.flat();
  const rows = await db.execute<Row>(
    `/* events.forget-people */ select old_actor::text as "oldActor", new_actor::text as "newActor", event_id::text as "eventId",
       day::text as day, name, session_key as "sessionKey", old_session_key as "oldSessionKey"
     from analytics.forget_people($1::uuid[], $2::text[], $3::text[])`,
    [old, devices, catalogue.map(({ name }) => name)],
  );
  const actors = new Map<string, string>();
  const quizSessions = new Map<string, string>();
  const events: ForgottenEvent[] = [];
  for (const { oldActor, newActor, eventId, day, name, sessionKey, oldSessionKey } of rows) {
    if (oldActor && newActor) actors.set(oldActor, newActor);
    else if (oldSessionKey && sessionKey) quizSessions.set(oldSessionKey, sessionKey);
    else if (eventId && day && name) events.push({ eventId, day, name, sessionKey });
  }
  await forgetWords(
    db,
    old,
    events.map(({ eventId }) => eventId),
  );
  await renameDays(db, people, actors);
  return { actors, quizSessions, events };
}

async function forgetWords(db: TenantSql, actors: readonly string[], eventIds: readonly string[]): Promise<void> {
  await db.execute(
    `/* events.forget-texts */ delete from analytics.private_texts
     where tenant_id = $1 and (actor = any($2::uuid[]) or event_id = any($3::uuid[]))`,
    [db.tenantId, actors, eventIds],
  );
  await db.execute("/* events.forget-traits */ delete from people where tenant_id = $1 and actor = any($2::uuid[])", [
    db.tenantId,
    actors,
  ]);
}

/** Days and links keep their places under the new ids. Rows of one day stand in the order of their actors, so who came first is said anew. */
async function renameDays(
  db: TenantSql,
  people: readonly (readonly string[])[],
  actors: ReadonlyMap<string, string>,
): Promise<void> {
  const old = people.flat();
  const fresh = old.map((actor) => actors.get(actor));
  const person = people.flatMap((own, at) => own.map(() => at));
  await db.execute(
    `/* events.forget-days */ with renamed as (
       select * from unnest($2::uuid[], $3::uuid[], $4::int[]) as renamed (actor, fresh, person)
     ), gone as (
       delete from person_days where tenant_id = $1 and actor = any($2::uuid[]) returning actor, day
     )
     insert into person_days (tenant_id, actor, day, previous_day)
     select $1::uuid, fresh, day, lag(day) over (partition by person order by day, fresh) from gone join renamed using (actor)`,
    [db.tenantId, old, fresh, person],
  );
  await db.execute(
    `/* events.forget-links */ with renamed as (
       select * from unnest($2::uuid[], $3::uuid[]) as renamed (actor, fresh)
     ), gone as (
       delete from actor_links where tenant_id = $1 and (from_actor = any($2::uuid[]) or to_actor = any($2::uuid[]))
       returning from_actor, to_actor, linked_at, event_id
     )
     insert into actor_links (tenant_id, from_actor, to_actor, linked_at, event_id)
     select $1::uuid, a.fresh, b.fresh, linked_at, event_id
     from gone join renamed a on a.actor = from_actor join renamed b on b.actor = to_actor`,
    [db.tenantId, old, fresh],
  );
}
