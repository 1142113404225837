import "server-only";
import type { TenantId, TenantSql } from "@/lib/db/tenant";
import { loadLinks, peopleOf } from "@/lib/events/person-links";
import { personOfDevice } from "@/lib/master-sessions/practice-event";
import { actorOf } from "@/lib/privacy/pseudonym";
import {
  actorsOfDevice,
  actorsWithEmail,
  keptApart,
  knownActors,
  peopleOfProspects,
  prospectsOf,
  traitsOf,
  writtenTo,
} from "@/lib/privacy/queries/who-is";
import type { Seeds, Subject } from "@/lib/privacy/subject";
import { userIdOfEmail } from "@/lib/quiz-sessions/who";

/** A device name that so many came with ("browser") is nobody's. */
const sharedDevice = 20;

/**
 * Who is known by exactly this: an e-mail address, the id that the tenant's own apps use, an anonymous id or a device's. Several people when
 * an address is shared by some whom the team keeps apart.
 */
export async function findPeople(db: TenantSql, identifier: string): Promise<Subject[]> {
  const tenant = db.tenantId;
  const typed = identifier.trim();
  const email = typed.includes("@") ? typed.toLowerCase() : null;
  const guesses = [
    actorOf(tenant, "user", typed),
    actorOf(tenant, "anonymous", typed),
    ...(email ? [actorOf(tenant, "user", userIdOfEmail(email))] : []),
  ];
  const known = (await knownActors.all(db, { actors: guesses })).map(({ actor }) => actor);
  const named = email ? (await actorsWithEmail.all(db, { emails: [email] })).map(({ actor }) => actor) : [];
  const onDevice = await peopleOnDevice(db, typed);
  const found: Subject[] = [];
  for (const actor of new Set([...known, ...named, ...onDevice.actors])) {
    if (found.some(({ actors }) => actors.includes(actor))) continue;
    found.push(await gather(db, { actors: [actor], devices: [], emails: email ? [email] : [] }));
  }
  if (onDevice.nameless) {
    const device = await gather(db, { actors: [], devices: [typed], emails: [] });
    found.push(device);
  }
  if (found.length === 0 && email) {
    const { contacts = 0, messages = 0 } = (await writtenTo.first(db, { emails: [email] })) ?? {};
    if (contacts + messages > 0) found.push(await gather(db, { actors: [], devices: [], emails: [email] }));
  }
  return found;
}

async function peopleOnDevice(db: TenantSql, device: string) {
  const found = (await actorsOfDevice.all(db, { device })).map(({ actor }) => actor);
  const itself = personOfDevice(device);
  const actors = found.filter((actor) => actor !== itself);
  return { nameless: found.includes(itself), actors: actors.length > sharedDevice ? [] : actors };
}

/** The prospect of a quiz as a person. */
export async function seedsOfProspect(db: TenantSql, prospectId: string): Promise<Seeds> {
  const people = await peopleOfProspects.all(db, { prospects: [prospectId] });
  return { actors: people.map(({ actor }) => actor), devices: [], emails: [] };
}

/**
 * Everything that leads to a person: what links join, who has the same address, whom the team put together with her. People whom the
 * team keeps apart in spite of a common address stay apart here too.
 */
export async function gather(db: TenantSql, seeds: Seeds): Promise<Subject> {
  const actors = new Set(seeds.actors);
  const prospects = new Set<string>();
  const emails = new Set(seeds.emails);
  for (let before = -1; before < actors.size; ) {
    before = actors.size;
    for (const { fromActor, toActor } of await loadLinks(db, actors)) actors.add(fromActor).add(toActor);
    const all = [...actors];
    const apart = (await keptApart.all(db, { actors: all })).length > 0;
    // An address that she shares with somebody else does not lead to her.
    if (apart) emails.clear();
    else for (const actor of await shareAddress(db, all, emails)) actors.add(actor);
    for (const { prospectId } of await prospectsOf.all(db, { actors: all })) prospects.add(prospectId);
    for (const { actor } of await peopleOfProspects.all(db, { prospects: [...prospects] })) actors.add(actor);
  }
  return subjectOf(db, [...actors].sort(), [...prospects].sort(), seeds.devices, emails);
}

async function shareAddress(db: TenantSql, actors: readonly string[], emails: Set<string>): Promise<string[]> {
  for (const { email } of await traitsOf.all(db, { actors: [...actors] })) if (email) emails.add(email);
  if (emails.size === 0) return [];
  // Files and gateways know people by their address alone.
  const byAddress = await knownActors.all(db, { actors: prospectIdsOf(db.tenantId, emails) });
  const sharing = [...byAddress, ...(await actorsWithEmail.all(db, { emails: [...emails] }))].map(({ actor }) => actor);
  const people = peopleOf(await loadLinks(db, sharing));
  const personOf = (actor: string) => people.get(actor) ?? actor;
  const apart = new Set(
    (await keptApart.all(db, { actors: [...new Set(sharing.map(personOf))] })).map(({ actor }) => actor),
  );
  return sharing.filter((actor) => !apart.has(personOf(actor)));
}

async function subjectOf(
  db: TenantSql,
  actors: string[],
  prospects: string[],
  devices: readonly string[],
  emails: ReadonlySet<string>,
): Promise<Subject> {
  const people = peopleOf(await loadLinks(db, actors));
  const groups = new Map<string, string[]>();
  for (const actor of actors) {
    const person = people.get(actor) ?? actor;
    groups.set(person, [...(groups.get(person) ?? []), actor]);
  }
  const traits = await traitsOf.all(db, { actors });
  const said = (pick: (row: (typeof traits)[number]) => string | null) => [
    ...new Set(traits.flatMap((row) => pick(row) ?? [])),
  ];
  return {
    people: [...groups.values()],
    actors,
    persons: [...groups.keys(), ...devices.map(personOfDevice)],
    prospects: [...new Set([...prospects, ...prospectIdsOf(db.tenantId, emails)])],
    devices,
    emails: [...emails],
    names: said(({ name }) => name),
    userIds: said(({ userId }) => userId),
    phones: said(({ phone }) => phone),
  };
}

/** A decision about an address may stand although no session under it is left. */
const prospectIdsOf = (tenant: TenantId, emails: ReadonlySet<string>) =>
  [...emails].map((email) => actorOf(tenant, "user", userIdOfEmail(email)));
