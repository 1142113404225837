import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zBytes, zInstant, zInt } from "@/lib/db/row";
import { empty, sql } from "@/lib/db/sql";
import { exportContents, exportFormats, exportQuery, exportStates } from "@/lib/exports/schema";

export const jobRow = z.object({
  id: z.string(),
  createdBy: z.string(),
  content: z.enum(exportContents),
  format: z.enum(exportFormats),
  query: exportQuery,
  state: z.enum(exportStates),
  attempt: zInt,
  rowsDone: zInt,
  rowsTotal: zInt.nullable(),
  bytes: zInt,
  failure: z.string().nullable(),
  createdAt: zInstant,
  finishedAt: zInstant.nullable(),
  expiresAt: zInstant.nullable(),
  downloads: zInt,
});
export type ExportJob = z.output<typeof jobRow>;

const columns = sql`
  id, created_by as "createdBy", content, format, query, state, attempt, rows_done as "rowsDone", rows_total as "rowsTotal", bytes,
  failure, created_at as "createdAt", finished_at as "finishedAt", expires_at as "expiresAt", downloads`;

const one = z.object({ id: z.string() });

export const insertExport = defineQuery({
  name: "exports.insert",
  params: z.object({
    id: z.uuid(),
    userId: z.uuid(),
    content: z.string(),
    format: z.string(),
    query: exportQuery,
    now: z.date(),
  }),
  row: one,
  sql: ({ id, userId, content, format, query, now }, tenant) => sql`
    insert into export_jobs (tenant_id, id, created_by, created_at, content, format, query, state)
    values (${tenant}::uuid, ${id}::uuid, ${userId}::uuid, ${now}::timestamptz, ${content}, ${format}, ${JSON.stringify(query)}::jsonb, 'queued')
    returning id`,
});

/** A person's own exports, newest first; with an id, that one. */
export const listExports = defineQuery({
  name: "exports.list",
  params: z.object({ userId: z.uuid(), id: z.uuid().optional(), limit: z.int().min(1).max(200).default(50) }),
  row: jobRow,
  sql: ({ userId, id, limit }, tenant) => sql`
    select ${columns} from export_jobs
    where tenant_id = ${tenant} and created_by = ${userId}::uuid ${id === undefined ? empty : sql`and id = ${id}::uuid`}
    order by created_at desc, id desc limit ${limit}`,
});

/** How many of a person's exports wait or run. */
export const countOpenExports = defineQuery({
  name: "exports.count-open",
  params: z.object({ userId: z.uuid() }),
  row: z.object({ open: zInt }),
  sql: ({ userId }, tenant) => sql`
    select count(*) as open from export_jobs
    where tenant_id = ${tenant} and created_by = ${userId}::uuid and state in ('queued', 'running')`,
});

/** Takes an export up: one that waits, or one whose worker has been silent past its lease. Each taking up is an attempt of its own. */
export const claimExport = defineQuery({
  name: "exports.claim",
  params: z.object({ id: z.uuid(), now: z.date(), leaseUntil: z.date() }),
  row: jobRow,
  sql: ({ id, now, leaseUntil }, tenant) => sql`
    update export_jobs set state = 'running', attempt = attempt + 1, lease_until = ${leaseUntil}::timestamptz, rows_done = 0, bytes = 0,
      failure = null, started_at = coalesce(started_at, ${now}::timestamptz)
    where tenant_id = ${tenant} and id = ${id}::uuid and (state = 'queued' or (state = 'running' and lease_until <= ${now}))
    returning ${columns}`,
});

/** Notes how far an attempt has come and keeps its lease. No row: it was cancelled, or another worker has taken over. */
export const advanceExport = defineQuery({
  name: "exports.advance",
  params: z.object({
    id: z.uuid(),
    attempt: z.int(),
    rowsDone: z.int(),
    rowsTotal: z.int().nullable(),
    bytes: z.int(),
    leaseUntil: z.date(),
  }),
  row: one,
  sql: ({ id, attempt, rowsDone, rowsTotal, bytes, leaseUntil }, tenant) => sql`
    update export_jobs set rows_done = ${rowsDone}, rows_total = coalesce(${rowsTotal}::bigint, rows_total), bytes = ${bytes},
      lease_until = ${leaseUntil}::timestamptz
    where tenant_id = ${tenant} and id = ${id}::uuid and attempt = ${attempt} and state = 'running'
    returning id`,
});

/** Ends an attempt: done with its file, or failed without one. */
export const settleExport = defineQuery({
  name: "exports.settle",
  params: z.object({
    id: z.uuid(),
    attempt: z.int(),
    state: z.enum(["done", "failed"]),
    rowsDone: z.int(),
    bytes: z.int(),
    people: z.int().nullable(),
    failure: z.string().nullable(),
    now: z.date(),
    expiresAt: z.date().nullable(),
  }),
  row: one,
  sql: (end, tenant) => sql`
    update export_jobs set state = ${end.state}, rows_done = ${end.rowsDone}, rows_total = case when ${end.state} = 'done' then
        ${end.rowsDone}::bigint else rows_total end, bytes = ${end.bytes}, people_total = ${end.people}::bigint, failure = ${end.failure},
      finished_at = ${end.now}::timestamptz, expires_at = ${end.expiresAt}::timestamptz, lease_until = null
    where tenant_id = ${tenant} and id = ${end.id}::uuid and attempt = ${end.attempt} and state = 'running'
    returning id`,
});

/** A person cancels her export, or has it made again. */
export const moveExport = defineQuery({
  name: "exports.move",
  params: z.object({
    id: z.uuid(),
    userId: z.uuid(),
    from: z.array(z.enum(exportStates)),
    to: z.enum(["queued", "cancelled"]),
    now: z.date(),
  }),
  row: one,
  sql: ({ id, userId, from, to, now }, tenant) => sql`
    update export_jobs set state = ${to}, lease_until = null, failure = null, expires_at = null,
      finished_at = case when ${to} = 'cancelled' then ${now}::timestamptz end
    where tenant_id = ${tenant} and id = ${id}::uuid and created_by = ${userId}::uuid and state = any(${from}::text[])
    returning id`,
});

/** Exports that nobody works on although somebody should. */
export const listDueExports = defineQuery({
  name: "exports.list-due",
  params: z.object({ now: z.date() }),
  row: one,
  sql: ({ now }, tenant) => sql`
    select id from export_jobs
    where tenant_id = ${tenant} and (state = 'queued' or (state = 'running' and lease_until <= ${now}))
    order by created_at limit 100`,
});

/** Marks finished files whose time is over, and returns them. */
export const expireExports = defineQuery({
  name: "exports.expire",
  params: z.object({ now: z.date() }),
  row: one,
  sql: ({ now }, tenant) => sql`
    update export_jobs set state = 'expired' where tenant_id = ${tenant} and state = 'done' and expires_at <= ${now} returning id`,
});

export const noteDownload = defineQuery({
  name: "exports.note-download",
  params: z.object({ id: z.uuid() }),
  row: one,
  sql: ({ id }, tenant) => sql`
    update export_jobs set downloads = downloads + 1 where tenant_id = ${tenant} and id = ${id}::uuid returning id`,
});

export const insertChunk = defineQuery({
  name: "exports.insert-chunk",
  params: z.object({ id: z.uuid(), attempt: z.int(), position: z.int(), content: z.instanceof(Uint8Array) }),
  row: z.object({ position: zInt }),
  sql: ({ id, attempt, position, content }, tenant) => sql`
    insert into export_chunks (tenant_id, export_id, attempt, position, content)
    values (${tenant}::uuid, ${id}::uuid, ${attempt}, ${position}, ${Buffer.from(content)}) returning position`,
});

export const getChunk = defineQuery({
  name: "exports.get-chunk",
  params: z.object({ id: z.uuid(), attempt: z.int(), position: z.int() }),
  row: z.object({ content: zBytes }),
  sql: ({ id, attempt, position }, tenant) => sql`
    select content from export_chunks
    where tenant_id = ${tenant} and export_id = ${id}::uuid and attempt = ${attempt} and position = ${position}`,
});

/** Deletes pieces: of all attempts, or of all before one. */
export const deleteChunks = defineQuery({
  name: "exports.delete-chunks",
  params: z.object({ id: z.uuid(), beforeAttempt: z.int().optional() }),
  row: z.object({ position: zInt }),
  sql: ({ id, beforeAttempt }, tenant) => sql`
    delete from export_chunks where tenant_id = ${tenant} and export_id = ${id}::uuid
      ${beforeAttempt === undefined ? empty : sql`and attempt < ${beforeAttempt}`}
    returning position`,
});
