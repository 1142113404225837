import type { Command } from "./command";
import { findTenant } from "./find-tenant";
import { Progress } from "./progress";

export const rebuild: Command = {
  name: "rebuild",
  about: "Makes the read models anew from the event log.",
  details:
    "Each tenant is one transaction: readers see the old figures until it is complete, and when it is stopped half-way nothing has\n" +
    "changed. Events that arrive meanwhile are stored at once and shown after it.",
  options: { tenant: { placeholder: "slug", about: "Only this tenant; all of them unless told." } },
  async run({ option, print, json }) {
    const slug = option("tenant");
    const { listTenants } = await import("@/lib/db/directory");
    const { rebuildTenant } = await import("@/lib/events/rebuild");
    const { projections } = await import("@/lib/projections");
    const tenants = slug === undefined ? await listTenants() : [await findTenant(slug)];
    const results: { tenant: string; events: number; seconds: number }[] = [];
    for (const tenant of tenants) {
      const startedAt = Date.now();
      const progress = new Progress(tenant.slug, json);
      const events = await rebuildTenant(tenant, projections, {
        onProgress: (done, all) => progress.update(done, all, `${done.toLocaleString("en")} events`),
      });
      progress.end();
      results.push({ tenant: tenant.slug, events, seconds: (Date.now() - startedAt) / 1000 });
    }
    const lines = results.map(
      ({ tenant, events, seconds }) => `${tenant}: ${events.toLocaleString("en")} events in ${seconds.toFixed(1)} s`,
    );
    print(lines.join("\n"), results);
    return 0;
  },
};
