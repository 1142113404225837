import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import type { TenantSql } from "@/lib/db/tenant";

/** "From now on, this actor is that person", as an identify or alias event said. */
export interface ActorLink {
  readonly fromActor: string;
  readonly toActor: string;
  readonly linkedAt: Date;
  readonly eventId: string;
}

const linksAround = defineQuery({
  name: "events.links-around",
  params: z.object({ actors: z.array(z.guid()) }),
  row: z.object({ fromActor: z.string(), toActor: z.string(), linkedAt: zInstant, eventId: z.string() }),
  sql: ({ actors }, tenant) => sql`
    select from_actor as "fromActor", to_actor as "toActor", linked_at as "linkedAt", event_id as "eventId"
    from actor_links where tenant_id = ${tenant} and from_actor = any(${actors}::uuid[])
    union
    select from_actor, to_actor, linked_at, event_id
    from actor_links where tenant_id = ${tenant} and to_actor = any(${actors}::uuid[])`,
});

/** Every link of the people that the given actors belong to, followed in both directions to the end. */
export async function loadLinks(db: TenantSql, actors: Iterable<string>): Promise<ActorLink[]> {
  const links = new Map<string, ActorLink>();
  const known = new Set(actors);
  let frontier = [...known];
  while (frontier.length > 0) {
    const found = await linksAround.all(db, { actors: frontier });
    frontier = [];
    for (const link of found) {
      links.set(link.fromActor, link);
      for (const actor of [link.fromActor, link.toActor]) {
        if (known.has(actor)) continue;
        known.add(actor);
        frontier.push(actor);
      }
    }
  }
  return [...links.values()];
}

/**
 * Actor → person, for every actor that a link names. An actor has at most one link away from it, so each group of linked actors has one
 * end: the actor that is linked to nobody, or, where links form a ring, the smallest id in it. That end stands for the person.
 */
export function peopleOf(links: readonly ActorLink[]): Map<string, string> {
  const next = new Map(links.map((link) => [link.fromActor, link.toActor]));
  const people = new Map<string, string>();
  for (const start of [...next.keys(), ...next.values()]) {
    const path: string[] = [];
    const seen = new Set<string>();
    let at = start;
    while (!people.has(at) && !seen.has(at) && next.has(at)) {
      seen.add(at);
      path.push(at);
      at = next.get(at) as string;
    }
    const person = people.get(at) ?? (seen.has(at) ? smallest(path.slice(path.indexOf(at))) : at);
    people.set(at, person);
    for (const actor of path) people.set(actor, person);
  }
  return people;
}

const smallest = (ids: readonly string[]) => [...ids].sort()[0] as string;

/** The person behind each actor; an actor that no link names is a person herself. */
export async function resolvePeople(db: TenantSql, actors: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(actors)];
  const people = peopleOf(await loadLinks(db, wanted));
  return new Map(wanted.map((actor) => [actor, people.get(actor) ?? actor]));
}
