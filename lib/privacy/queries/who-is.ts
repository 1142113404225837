import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

const actor = z.object({ actor: z.string() });

/** Which of the given actors anything is known of. */
export const knownActors = defineQuery({
  name: "privacy.known-actors",
  params: z.object({ actors: z.array(z.guid()) }),
  row: actor,
  sql: ({ actors }, tenant) => sql`
    select wanted.actor::text as actor from unnest(${actors}::uuid[]) as wanted (actor)
    where exists (select from people where tenant_id = ${tenant} and people.actor = wanted.actor)
      or exists (select from person_days where tenant_id = ${tenant} and person_days.actor = wanted.actor)
      or exists (select from actor_links where tenant_id = ${tenant} and from_actor = wanted.actor)
      or exists (select from actor_links where tenant_id = ${tenant} and to_actor = wanted.actor)
      or exists (select from quiz_session_actors own where own.tenant_id = ${tenant} and own.actor = wanted.actor)`,
});

export const actorsWithEmail = defineQuery({
  name: "privacy.actors-with-email",
  params: z.object({ emails: z.array(z.string()) }),
  row: actor,
  sql: ({ emails }, tenant) => sql`
    select actor::text as actor from people where tenant_id = ${tenant} and email = any(${emails}::text[]) order by actor limit 1000`,
});

/** Who came with a device; a device by which nobody else is known stands for a person itself. */
export const actorsOfDevice = defineQuery({
  name: "privacy.actors-of-device",
  params: z.object({ device: z.string() }),
  row: actor,
  sql: ({ device }, tenant) => sql`
    select distinct actor::text as actor from session_device_intervals where tenant_id = ${tenant} and device_id = ${device} limit 50`,
});

export const traitsOf = defineQuery({
  name: "privacy.traits-of",
  params: z.object({ actors: z.array(z.guid()) }),
  row: z.object({
    actor: z.string(),
    userId: z.string().nullable(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  sql: ({ actors }, tenant) => sql`
    select actor::text as actor, user_id as "userId", name, email, phone from people
    where tenant_id = ${tenant} and actor = any(${actors}::uuid[]) order by last_seen_at desc, actor`,
});

/** People whom the team keeps apart from others with the same address. */
export const keptApart = defineQuery({
  name: "privacy.kept-apart",
  params: z.object({ actors: z.array(z.guid()) }),
  row: actor,
  sql: ({ actors }, tenant) => sql`
    select prospect_id::text as actor from quiz_prospect_joins
    where tenant_id = ${tenant} and prospect_id = any(${actors}::uuid[]) and into_id = prospect_id`,
});

export const prospectsOf = defineQuery({
  name: "privacy.prospects-of",
  params: z.object({ actors: z.array(z.guid()) }),
  row: z.object({ prospectId: z.string() }),
  sql: ({ actors }, tenant) => sql`
    select distinct s.prospect_id::text as "prospectId" from quiz_session_actors own
    join assess_sessions s on s.tenant_id = own.tenant_id and s.session_id = own.session_id
    where own.tenant_id = ${tenant} and own.actor = any(${actors}::uuid[]) and s.person = any(${actors}::uuid[]) and s.prospect_id is not null`,
});

export const peopleOfProspects = defineQuery({
  name: "privacy.people-of-prospects",
  params: z.object({ prospects: z.array(z.guid()) }),
  row: actor,
  sql: ({ prospects }, tenant) => sql`
    select distinct person::text as actor from assess_sessions
    where tenant_id = ${tenant} and prospect_id = any(${prospects}::uuid[]) and person is not null`,
});

/** Letters to an address, and the master who is reached under it. */
export const writtenTo = defineQuery({
  name: "privacy.written-to",
  params: z.object({ emails: z.array(z.string()) }),
  row: z.object({ contacts: zInt, messages: zInt }),
  sql: ({ emails }, tenant) => sql`
    select (select count(*) from master_contacts where tenant_id = ${tenant} and email = any(${emails}::text[])) as contacts,
      (select count(*) from mail_messages where tenant_id = ${tenant} and lower(recipient_email) = any(${emails}::text[])) as messages`,
});
