import "server-only";
import { writeAudit } from "@/lib/audit/write-audit";
import { isDatabaseAway } from "@/lib/db/away";
import type { Tenant } from "@/lib/db/directory";
import type { TenantDb } from "@/lib/db/tenant";
import { DomainError } from "@/lib/errors";
import { exportColumns } from "@/lib/exports/columns";
import { formatWriter } from "@/lib/exports/format-writer";
import {
  advanceExport,
  claimExport,
  deleteChunks,
  type ExportJob,
  insertChunk,
  settleExport,
} from "@/lib/exports/queries/export-jobs";
import { type ExportAsked, expectRows, exportPieces } from "@/lib/exports/rows";
import { exportDays } from "@/lib/exports/schema";
import { log } from "@/lib/log";
import { notify } from "@/lib/notifications/notify";

/** A worker that has not written for this long is taken for dead; a living one renews its lease with every piece. */
const leaseMs = 60_000;
/** Bytes that are gathered before they are written as one piece. */
const pieceBytes = 512 * 1024;
/** An export that was cut off so often is not the worker's misfortune but its own. */
const attemptsAtMost = 5;

export type InTenant = <T>(fn: (db: TenantDb) => Promise<T>) => Promise<T>;

/** What a worker does before each piece; tests wait, stop or kill it here. */
type BeforePiece = (position: number) => Promise<void> | void;

/**
 * Makes the file of one export, if it is its turn. The file is written in pieces under the number of this attempt, each together with the
 * progress and in a transaction that asks whether the attempt still counts. A worker that dies leaves pieces that nobody reads; the
 * next attempt deletes them, so however often it is cut off there is one file in the end.
 */
export async function runExport(
  inTenant: InTenant,
  tenant: Tenant,
  exportId: string,
  options: { now?: () => Date; beforePiece?: BeforePiece } = {},
): Promise<"done" | "failed" | "lost" | null> {
  const now = options.now ?? (() => new Date());
  const job = await inTenant((db) => claim(db, exportId, now()));
  if (!job) return null;
  const asked: ExportAsked = { tenant, content: job.content, query: job.query, now: now() };
  try {
    if (job.attempt > attemptsAtMost) throw new DomainError("conflict", "gave-up");
    return await write(inTenant, job, asked, now, options.beforePiece);
  } catch (error) {
    // Without the database nothing can be noted; the lease runs out and the next attempt begins anew.
    if (isDatabaseAway(error)) throw error;
    if (!(error instanceof DomainError)) log.error({ err: error, export: exportId }, "an export failed");
    const failure =
      error instanceof DomainError ? (error.message === "gave-up" ? "gave-up" : error.code) : "unexpected";
    return inTenant((db) => fail(db, job, failure, now()));
  }
}

async function claim(db: TenantDb, id: string, now: Date): Promise<ExportJob | null> {
  const job = await claimExport.first(db, { id, now, leaseUntil: new Date(now.getTime() + leaseMs) });
  if (job) await deleteChunks.all(db, { id, beforeAttempt: job.attempt });
  return job;
}

async function write(
  inTenant: InTenant,
  job: ExportJob,
  asked: ExportAsked,
  now: () => Date,
  beforePiece?: BeforePiece,
): Promise<"done" | "lost"> {
  const { id, attempt } = job;
  const columns = exportColumns[job.content];
  const writer = formatWriter(job.format, columns, factsOf(asked));
  const rowsTotal = await inTenant((db) => expectRows(db, asked));
  let waiting: Uint8Array[] = [];
  let size = 0;
  const so = { rows: 0, bytes: 0, people: 0, position: 0, noted: 0 };

  const gather = (bytes: Uint8Array) => {
    if (bytes.byteLength === 0) return;
    waiting.push(bytes);
    size += bytes.byteLength;
  };
  // The piece and the progress that it stands for are one transaction.
  const store = async (db: TenantDb) => {
    if (size > 0) {
      so.position += 1;
      so.bytes += size;
      const content = Buffer.concat(waiting);
      waiting = [];
      size = 0;
      await insertChunk.all(db, { id, attempt, position: so.position, content });
    }
    so.noted = so.rows;
  };
  const flush = async () => {
    await beforePiece?.(so.position + 1);
    return inTenant(async (db) => {
      await store(db);
      const leaseUntil = new Date(now().getTime() + leaseMs);
      const progress = { id, attempt, rowsDone: so.rows, rowsTotal, bytes: so.bytes, leaseUntil };
      if (await advanceExport.first(db, progress)) return true;
      throw new LostExport();
    });
  };

  try {
    await flush();
    for await (const { rows, people } of exportPieces(inTenant, asked)) {
      gather(writer.add(rows));
      so.rows += rows.length;
      so.people += people;
      if (size >= pieceBytes || so.rows - so.noted >= 500) await flush();
    }
    gather(writer.end());
    await beforePiece?.(so.position + 1);
    await inTenant(async (db) => {
      await store(db);
      await finish(db, job, so, now());
    });
    return "done";
  } catch (error) {
    if (error instanceof LostExport) return "lost";
    throw error;
  }
}

/** The export was cancelled, or another worker has it: what this one wrote last is rolled back. */
class LostExport extends Error {}

async function finish(
  db: TenantDb,
  job: ExportJob,
  so: { rows: number; bytes: number; people: number },
  now: Date,
): Promise<void> {
  const settled = await settleExport.first(db, {
    id: job.id,
    attempt: job.attempt,
    state: "done",
    rowsDone: so.rows,
    bytes: so.bytes,
    people: so.people,
    failure: null,
    now,
    expiresAt: new Date(now.getTime() + exportDays * 86_400_000),
  });
  if (!settled) throw new LostExport();
  await writeAudit(
    db,
    { kind: "system", label: "Attune" },
    {
      action: "export.finished",
      target: { type: "export", id: job.id },
      detail: { content: job.content, format: job.format, rows: so.rows, bytes: so.bytes },
    },
    now,
  );
  await notify(
    db,
    { kind: "export-ready", audience: { userId: job.createdBy }, href: "reports/exports", params: { rows: so.rows } },
    now,
  );
}

async function fail(db: TenantDb, job: ExportJob, failure: string, now: Date): Promise<"failed" | "lost"> {
  const end = { id: job.id, attempt: job.attempt, rowsDone: 0, bytes: 0, people: null, expiresAt: null };
  if (!(await settleExport.first(db, { ...end, state: "failed", failure, now }))) return "lost";
  await deleteChunks.all(db, { id: job.id });
  const target = { type: "export", id: job.id };
  await writeAudit(
    db,
    { kind: "system", label: "Attune" },
    { action: "export.failed", target, detail: { failure } },
    now,
  );
  await notify(
    db,
    { kind: "export-failed", audience: { userId: job.createdBy }, href: "reports/exports", params: {} },
    now,
  );
  return "failed";
}

const factsOf = ({ tenant, content, query, now }: ExportAsked) => ({
  content,
  tenant: tenant.slug,
  timeZone: tenant.timeZone,
  generatedAt: now.toISOString(),
  ...query,
});
