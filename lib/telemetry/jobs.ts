import "server-only";
import { z } from "zod";
import { listTenants } from "@/lib/db/directory";
import { job } from "@/lib/guard/job";
import { log } from "@/lib/log";
import { reconcileTenant } from "@/lib/telemetry/run-reconciliation";

/** Every night: does everything that says something of a session say the same? */
export const reconcileFigures = job(
  { name: "telemetry.reconcile", schema: z.object({}), schedule: "15 4 * * *" },
  async (ctx) => {
    for (const tenant of await listTenants()) {
      const { sessions, disagreements } = await reconcileTenant(
        { read: (fn) => ctx.tenantSql(tenant.id, fn), write: (fn) => ctx.tenant(tenant.id, fn) },
        tenant,
      );
      if (disagreements.length > 0) {
        log.error({ tenant: tenant.slug, sessions, disagreements: disagreements.length }, "figures disagree");
      }
    }
  },
);
