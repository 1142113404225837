"use server";

import { makeExportFile } from "@/lib/exports/jobs";
import { exportInput, makeExportInput } from "@/lib/exports/schema";
import { cancelExport, linkToFile, queueExport, requireContent, retryExport } from "@/lib/exports/service";
import { action } from "@/lib/guard/action";
import { enqueue } from "@/lib/jobs/queue";

const about = (id: string) => ({ type: "export", id });

export const startExport = action(
  { permission: "exports:run", feature: "exports", input: makeExportInput },
  async ({ db, tenant, role, user, now, afterCommit }, input) => {
    requireContent(role, input.content);
    const queued = await queueExport(db, input, user.id, now);
    afterCommit(() => enqueue(makeExportFile, { tenantId: tenant.id, exportId: queued.exportId }));
    return queued;
  },
  ({ content, format, query }, { exportId }) => ({
    action: "export.asked",
    target: about(exportId),
    detail: { content, format, from: query.from, to: query.to, session: query.sessionId ?? null },
  }),
);

export const stopExport = action(
  { permission: "exports:run", feature: "exports", input: exportInput },
  async ({ db, user, now }, { exportId }) => {
    await cancelExport(db, exportId, user.id, now);
    return { exportId };
  },
  ({ exportId }) => ({ action: "export.cancelled", target: about(exportId) }),
);

export const repeatExport = action(
  { permission: "exports:run", feature: "exports", input: exportInput },
  async ({ db, tenant, role, user, now, afterCommit }, { exportId }) => {
    const { content } = await retryExport(db, exportId, user.id, now);
    requireContent(role, content);
    afterCommit(() => enqueue(makeExportFile, { tenantId: tenant.id, exportId }));
    return { exportId };
  },
  ({ exportId }) => ({ action: "export.retried", target: about(exportId) }),
);

/** Makes the five-minute link; that is the moment at which somebody takes the data out, and what the audit log keeps. */
export const fetchExport = action(
  { permission: "exports:run", feature: "exports", input: exportInput },
  ({ db, tenant, role, user, now }, { exportId }) => linkToFile(db, tenant, exportId, { id: user.id, role }, now),
  ({ exportId }, { content, format }) => ({
    action: "export.fetched",
    target: about(exportId),
    detail: { content, format },
  }),
);
