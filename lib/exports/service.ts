import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Tenant } from "@/lib/db/directory";
import type { TenantDb, TenantSql } from "@/lib/db/tenant";
import { conflict, forbidden, invalid, notFound, tooMany } from "@/lib/errors";
import { isLiving, signLink } from "@/lib/exports/download-link";
import {
  countOpenExports,
  deleteChunks,
  type ExportJob,
  getChunk,
  insertExport,
  listExports,
  moveExport,
  noteDownload,
} from "@/lib/exports/queries/export-jobs";
import { contentPermission, type ExportContent, type ExportState, type makeExportInput } from "@/lib/exports/schema";
import { can, type Role } from "@/lib/identity/permissions";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { paths } from "@/lib/paths";

/** Exports that one person may have waiting or running. */
const openAtMost = 5;

/** Throws forbidden when a role may not read what an export holds, whatever it may do with exports. */
export function requireContent(role: Role, content: ExportContent): void {
  if (!can(role, contentPermission[content])) throw forbidden("Your role may not read what this export holds.");
}

/** Queues an export. Throws forbidden, not-found for an unknown session, invalid, too-many. */
export async function queueExport(
  db: TenantDb,
  input: z.output<typeof makeExportInput>,
  userId: string,
  now: Date,
): Promise<{ exportId: string }> {
  const open = await countOpenExports.first(db, { userId });
  if ((open?.open ?? 0) >= openAtMost) throw tooMany(60, "Five exports are on their way; wait for one to finish.");
  if (input.query.sessionId) {
    await getSnapshot(db, input.query.sessionId, now).catch(() => {
      throw invalid({ sessionId: "there is no such session" });
    });
  }
  const exportId = randomUUID();
  await insertExport.all(db, {
    id: exportId,
    userId,
    content: input.content,
    format: input.format,
    query: input.query,
    now,
  });
  return { exportId };
}

/** Stops an export and takes away what it had written. */
export async function cancelExport(db: TenantDb, id: string, userId: string, now: Date): Promise<void> {
  await ownExport(db, id, userId);
  await move(db, { id, userId, from: ["queued", "running"], to: "cancelled", now });
  await deleteChunks.all(db, { id });
}

/** Has an export that came to nothing, or whose file is gone, made again. */
export async function retryExport(db: TenantDb, id: string, userId: string, now: Date): Promise<ExportJob> {
  const job = await ownExport(db, id, userId);
  await move(db, { id, userId, from: ["failed", "cancelled", "expired"], to: "queued", now });
  return job;
}

async function move(
  db: TenantDb,
  change: { id: string; userId: string; from: ExportState[]; to: "queued" | "cancelled"; now: Date },
) {
  if (!(await moveExport.first(db, change)))
    throw conflict("This export has moved on meanwhile; look at the list again.");
}

/** A person's own export. Throws not-found: somebody else's and an unknown one cannot be told apart. */
export async function ownExport(db: TenantSql, id: string, userId: string): Promise<ExportJob> {
  const job = await listExports.first(db, { userId, id });
  if (!job) throw notFound("export");
  return job;
}

/** The address under which its owner can fetch a file during the next five minutes. */
export async function linkToFile(
  db: TenantDb,
  tenant: Tenant,
  id: string,
  user: { id: string; role: Role },
  now: Date,
): Promise<{ url: string; content: ExportContent; format: string }> {
  const job = await ownExport(db, id, user.id);
  requireContent(user.role, job.content);
  if (job.state !== "done") throw conflict("The file is not ready, or its time is over.");
  const link = signLink({ tenantId: tenant.id, exportId: id, userId: user.id }, now);
  return { url: paths.api.exportFile(tenant.slug, id, link), content: job.content, format: job.format };
}

/** What a signed link leads to. Throws forbidden for one that is expired or somebody else's, not-found when the file is gone. */
export async function openFile(
  db: TenantSql,
  tenant: Tenant,
  asked: { exportId: string; expires: string; signature: string },
  user: { id: string; role: Role },
  now: Date,
): Promise<{ job: ExportJob; fileName: string }> {
  const { exportId, expires, signature } = asked;
  if (!isLiving({ tenantId: tenant.id, exportId, userId: user.id }, { expires, signature }, now)) {
    throw forbidden("This link has expired, or was made for somebody else. Get a new one from the list of exports.");
  }
  const job = await ownExport(db, exportId, user.id);
  requireContent(user.role, job.content);
  if (job.state !== "done" || !job.expiresAt || job.expiresAt <= now) throw notFound("file");
  await noteDownload.all(db, { id: exportId });
  const { content, format, query } = job;
  const which = query.sessionId ?? `${query.from}-${query.to}`;
  return { job, fileName: `${tenant.slug}-${content}-${which}.${format}` };
}

type Read = <T>(fn: (db: TenantSql) => Promise<T>) => Promise<T>;

/** The file piece by piece, each read when the one before has gone out. */
export function streamFile(read: Read, job: ExportJob): ReadableStream<Uint8Array> {
  let position = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        position += 1;
        const piece = await read((db) => getChunk.first(db, { id: job.id, attempt: job.attempt, position }));
        if (piece) controller.enqueue(new Uint8Array(piece.content));
        else controller.close();
      },
    },
    { highWaterMark: 1 },
  );
}
