import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { resolvePeople } from "@/lib/events/person-links";
import { actorOf } from "@/lib/privacy/pseudonym";

/** Who took a quiz, as far as it is known. */
export interface Who {
  readonly person: string | null;
  readonly prospectId: string | null;
  readonly email: string | null;
  readonly name: string | null;
}

interface Traits {
  actor: string;
  email: string | null;
  name: string | null;
}

interface Join {
  prospectId: string;
  intoId: string;
}

/** The id under which a person with an e-mail address is sent to the log by Attune's own connectors. */
export const userIdOfEmail = (email: string) => `email:${email.toLowerCase()}`;

export interface Resolver {
  /** @param actor the session's own @param others more actors that its events name */
  who(actor: string | null, others: readonly string[]): Who;
}

/**
 * Finds out who the given actors are: the person at the end of their links, her traits, the prospect behind her e-mail
 * address, and what the team decided about that. A decision about a person holds before the address joins her to others.
 */
export async function resolveWho(db: TenantSql, actors: ReadonlySet<string>): Promise<Resolver> {
  const people = await resolvePeople(db, actors);
  const known = [...new Set([...actors, ...people.values()])];
  const traits = await readTraits(db, known);
  const idOf = (email: string) => actorOf(db.tenantId, "user", userIdOfEmail(email));
  const emails = [...traits.values()].flatMap(({ email }) => email ?? []);
  const joins = await readJoins(db, [...known, ...emails.map(idOf)]);
  return {
    who(actor, others) {
      const own = actor ?? others[0] ?? null;
      if (own === null) return { person: null, prospectId: null, email: null, name: null };
      const person = people.get(own) ?? own;
      const told = [person, own, ...others].flatMap((id) => traits.get(id) ?? []);
      const email = told.find((trait) => trait.email)?.email ?? null;
      const name = told.find((trait) => trait.name)?.name ?? null;
      const decided = joins.get(person);
      const start = decided === undefined ? (email === null ? person : idOf(email)) : decided;
      return { person, prospectId: decided === person ? person : follow(start, joins), email, name };
    },
  };
}

/** Follows merges to their end; a ring ends where it began. */
function follow(start: string, joins: ReadonlyMap<string, string>): string {
  const seen = new Set<string>();
  let at = start;
  for (let next = joins.get(at); next !== undefined && next !== at && !seen.has(at); next = joins.get(at)) {
    seen.add(at);
    at = next;
  }
  return at;
}

async function readTraits(db: TenantSql, actors: readonly string[]): Promise<Map<string, Traits>> {
  const rows = await db.execute<Traits>(
    `/* quiz-sessions.traits */ select actor, email, name from people
     where tenant_id = $1 and actor = any($2::uuid[]) and (email is not null or name is not null)`,
    [db.tenantId, actors],
  );
  return new Map(rows.map((row) => [row.actor, row]));
}

/** Decisions about the given prospects, and those that follow from them. */
async function readJoins(db: TenantSql, prospects: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.execute<Join>(
    `/* quiz-sessions.joins */ with recursive decided (prospect_id, into_id) as (
       select prospect_id, into_id from quiz_prospect_joins where tenant_id = $1 and prospect_id = any($2::uuid[])
       union
       select own.prospect_id, own.into_id from quiz_prospect_joins own
       join decided on own.prospect_id = decided.into_id where own.tenant_id = $1
     ) select prospect_id as "prospectId", into_id as "intoId" from decided`,
    [db.tenantId, prospects],
  );
  return new Map(rows.map((row) => [row.prospectId, row.intoId]));
}
