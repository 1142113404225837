import "server-only";
import { z } from "zod";
import { getTenantById, listTenants } from "@/lib/db/directory";
import { notFound } from "@/lib/errors";
import { deleteChunks, expireExports, listDueExports } from "@/lib/exports/queries/export-jobs";
import { runExport } from "@/lib/exports/run-export";
import { hasFeature } from "@/lib/features";
import { job } from "@/lib/guard/job";
import { enqueue } from "@/lib/jobs/queue";

/** Makes one file. */
export const makeExportFile = job(
  { name: "exports.run", feature: "exports", schema: z.object({ tenantId: z.uuid(), exportId: z.uuid() }) },
  async (ctx, given) => {
    const tenant = await getTenantById(given.tenantId);
    if (!tenant) throw notFound("tenant");
    await runExport((fn) => ctx.tenant(tenant.id, fn), tenant, given.exportId);
  },
);

/** Every minute: exports that a worker left behind are taken up again, and files whose time is over are deleted. */
export const sweepExports = job(
  { name: "exports.sweep", schema: z.object({}), schedule: "* * * * *" },
  async ({ now, tenant }) => {
    for (const organisation of await listTenants()) {
      const tenantId = organisation.id;
      const due = await tenant(tenantId, async (db) => {
        for (const { id } of await expireExports.all(db, { now })) await deleteChunks.all(db, { id });
        return listDueExports.all(db, { now });
      });
      // While it is off they wait; the minute after it is on again they are made.
      if (!hasFeature(organisation, "exports")) continue;
      for (const { id } of due) await enqueue(makeExportFile, { tenantId, exportId: id });
    }
  },
);

export const exportJobs = [makeExportFile, sweepExports] as const;
