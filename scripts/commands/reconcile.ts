import type { Command } from "./command";
import { findTenant } from "./find-tenant";

export const reconcile: Command = {
  name: "reconcile",
  about: "Compares what live, recap, snapshot, export and report say of every ended session.",
  details:
    "Everything is held against the event log. Prints every figure that disagrees, notes the outcome for the telemetry page and raises the\n" +
    "alarm there; the exit code is 1 when something disagrees. A job does the same every night.",
  options: {
    tenant: { placeholder: "slug", about: "Only this tenant; all of them unless told." },
  },
  async run({ option, print }) {
    const { listTenants } = await import("@/lib/db/directory");
    const { withTenant, withTenantSql } = await import("@/lib/db/tenant");
    const { reconcileTenant } = await import("@/lib/telemetry/run-reconciliation");
    const slug = option("tenant");
    const tenants = slug ? [await findTenant(slug)] : await listTenants();
    const results = [];
    for (const tenant of tenants) {
      const result = await reconcileTenant(
        { read: (fn) => withTenantSql(tenant.id, fn), write: (fn) => withTenant(tenant.id, fn) },
        tenant,
      );
      results.push({ tenant: tenant.slug, ...result });
    }
    const lines = results.flatMap(({ tenant, sessions, disagreements }) => [
      ...disagreements.map(
        ({ sessionId, place, figure, expected, found }) =>
          `${tenant}: ${sessionId}: ${place} says ${figure} ${found}, the log says ${expected}`,
      ),
      `${tenant}: ${sessions.toLocaleString("en")} ${sessions === 1 ? "session" : "sessions"} compared, ${
        disagreements.length === 0 ? "everything agrees." : `${disagreements.length} figures disagree.`
      }`,
    ]);
    print(lines.join("\n"), { tenants: results });
    return results.some(({ disagreements }) => disagreements.length > 0) ? 1 : 0;
  },
};
