import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zBytes, zInstant, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { requestKinds, requestStates } from "@/lib/privacy/subject";

const one = z.object({ id: z.string() });

export const requestRow = z.object({
  id: z.string(),
  kind: z.enum(requestKinds),
  state: z.enum(requestStates),
  askedBy: z.string(),
  askedByName: z.string(),
  askedAt: zInstant,
  finishedAt: zInstant.nullable(),
  expiresAt: zInstant.nullable(),
  failure: z.string().nullable(),
  counts: z.record(z.string(), z.number()),
  bytes: zInt,
  downloads: zInt,
});
export type PrivacyRequest = z.output<typeof requestRow>;

export const insertRequest = defineQuery({
  name: "privacy.insert-request",
  params: z.object({
    id: z.uuid(),
    kind: z.enum(requestKinds),
    subject: z.instanceof(Uint8Array),
    by: z.guid(),
    now: z.date(),
  }),
  row: one,
  sql: ({ id, kind, subject, by, now }, tenant) => sql`
    insert into privacy_requests (tenant_id, id, kind, state, subject_sealed, asked_by, asked_at)
    values (${tenant}::uuid, ${id}::uuid, ${kind}, 'queued', ${Buffer.from(subject)}, ${by}::uuid, ${now}::timestamptz) returning id::text`,
});

/** Who asked for what, the newest first; about whom is not kept. */
export const listRequests = defineQuery({
  name: "privacy.list-requests",
  params: z.object({ limit: z.int().min(1).max(200).default(50) }),
  row: requestRow,
  sql: ({ limit }, tenant) => sql`
    select r.id::text as id, kind, state, asked_by::text as "askedBy", coalesce(nullif(u.name, ''), u.email, '') as "askedByName",
      asked_at as "askedAt", finished_at as "finishedAt", expires_at as "expiresAt", failure, counts, bytes, downloads
    from privacy_requests r left join users u on u.id = r.asked_by
    where r.tenant_id = ${tenant} order by asked_at desc, r.id desc limit ${limit}`,
});

/** Takes a request up: one that waits, or one whose worker has been silent past its lease. */
export const claimRequest = defineQuery({
  name: "privacy.claim-request",
  params: z.object({ id: z.uuid(), now: z.date(), leaseUntil: z.date() }),
  row: z.object({ id: z.string(), kind: z.enum(requestKinds), attempt: zInt, askedBy: z.string(), subject: zBytes }),
  sql: ({ id, now, leaseUntil }, tenant) => sql`
    update privacy_requests set state = 'running', attempt = attempt + 1, lease_until = ${leaseUntil}::timestamptz, failure = null
    where tenant_id = ${tenant}::uuid and id = ${id}::uuid and subject_sealed is not null
      and (state = 'queued' or (state = 'running' and lease_until <= ${now}::timestamptz))
    returning id::text, kind, attempt, asked_by::text as "askedBy", subject_sealed as subject`,
});

/** Ends a request of one attempt. An erasure that is done forgets whom it was about. No row: another worker has taken it over. */
export const settleRequest = defineQuery({
  name: "privacy.settle-request",
  params: z.object({
    id: z.uuid(),
    attempt: z.int(),
    state: z.enum(["done", "failed"]),
    counts: z.record(z.string(), z.number()),
    bytes: z.int(),
    failure: z.string().nullable(),
    now: z.date(),
    expiresAt: z.date().nullable(),
  }),
  row: one,
  sql: (end, tenant) => sql`
    update privacy_requests set state = ${end.state}, counts = ${JSON.stringify(end.counts)}::jsonb, bytes = ${end.bytes},
      failure = ${end.failure}, finished_at = ${end.now}::timestamptz, expires_at = ${end.expiresAt}::timestamptz, lease_until = null,
      subject_sealed = case when ${end.state} = 'done' then null else subject_sealed end
    where tenant_id = ${tenant}::uuid and id = ${end.id}::uuid and attempt = ${end.attempt} and state = 'running' returning id::text`,
});

/** Has a request that failed done again. */
export const requeueRequest = defineQuery({
  name: "privacy.requeue-request",
  params: z.object({ id: z.uuid() }),
  row: one,
  sql: ({ id }, tenant) => sql`
    update privacy_requests set state = 'queued', failure = null, finished_at = null
    where tenant_id = ${tenant}::uuid and id = ${id}::uuid and state = 'failed' and subject_sealed is not null returning id::text`,
});

export const listDueRequests = defineQuery({
  name: "privacy.list-due",
  params: z.object({ now: z.date() }),
  row: one,
  sql: ({ now }, tenant) => sql`
    select id::text from privacy_requests
    where tenant_id = ${tenant} and (state = 'queued' or (state = 'running' and lease_until <= ${now}::timestamptz)) order by asked_at limit 50`,
});

/** Deletes copies whose time is over, or all of them. */
export const expireFiles = defineQuery({
  name: "privacy.expire-files",
  params: z.object({ before: z.date() }),
  row: one,
  sql: ({ before }, tenant) => sql`
    with ended as (
      update privacy_requests set state = 'expired', expires_at = least(expires_at, ${before}::timestamptz)
      where tenant_id = ${tenant}::uuid and kind = 'export' and state = 'done' and expires_at <= ${before}::timestamptz returning id
    ), gone as (
      delete from privacy_files where tenant_id = ${tenant}::uuid and request_id in (select id from ended)
    ) select id::text from ended`,
});

export const putFile = defineQuery({
  name: "privacy.put-file",
  params: z.object({ id: z.uuid(), content: z.instanceof(Uint8Array) }),
  row: one,
  sql: ({ id, content }, tenant) => sql`
    insert into privacy_files (tenant_id, request_id, content_sealed) values (${tenant}::uuid, ${id}::uuid, ${Buffer.from(content)})
    returning request_id::text as id`,
});

export const getFile = defineQuery({
  name: "privacy.get-file",
  params: z.object({ id: z.uuid(), now: z.date() }),
  row: z.object({ content: zBytes, askedAt: zInstant }),
  sql: ({ id, now }, tenant) => sql`
    select f.content_sealed as content, r.asked_at as "askedAt" from privacy_files f
    join privacy_requests r on r.tenant_id = f.tenant_id and r.id = f.request_id
    where f.tenant_id = ${tenant} and f.request_id = ${id}::uuid and r.state = 'done' and r.expires_at > ${now}::timestamptz`,
});

export const noteFetched = defineQuery({
  name: "privacy.note-fetched",
  params: z.object({ id: z.uuid() }),
  row: one,
  sql: ({ id }, tenant) => sql`
    update privacy_requests set downloads = downloads + 1 where tenant_id = ${tenant}::uuid and id = ${id}::uuid returning id::text`,
});

/** Holds a request until the end of the transaction, so that nobody else takes it up however long that lasts. No row: it is another's. */
export const holdRequest = defineQuery({
  name: "privacy.hold-request",
  params: z.object({ id: z.uuid(), attempt: z.int() }),
  row: one,
  sql: ({ id, attempt }, tenant) => sql`
    select id::text from privacy_requests
    where tenant_id = ${tenant} and id = ${id}::uuid and attempt = ${attempt} and state = 'running' for update`,
});

/** Requests that failed and still know whom they were about. */
export const failedRequests = defineQuery({
  name: "privacy.failed-requests",
  params: z.object({ but: z.uuid() }),
  row: z.object({ id: z.string(), sealed: zBytes }),
  sql: ({ but }, tenant) => sql`
    select id::text, subject_sealed as sealed from privacy_requests
    where tenant_id = ${tenant} and id <> ${but}::uuid and state = 'failed' and subject_sealed is not null`,
});

export const giveUpRequest = defineQuery({
  name: "privacy.give-up-request",
  params: z.object({ id: z.uuid() }),
  row: one,
  sql: ({ id }, tenant) => sql`
    update privacy_requests set state = 'expired', subject_sealed = null where tenant_id = ${tenant}::uuid and id = ${id}::uuid returning id::text`,
});
