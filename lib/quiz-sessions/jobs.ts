import "server-only";
import { z } from "zod";
import { getTenantById, listTenants } from "@/lib/db/directory";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { type Job, job } from "@/lib/guard/job";
import { enqueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import { syncBridge } from "@/lib/quiz-sessions/bridge/sync-bridge";
import { applyLeadRule } from "@/lib/quiz-sessions/queries/lead-sql";
import { readLeadRule } from "@/lib/quiz-sessions/store-sessions";

const dayMs = 86_400_000;

/** Fetches what is new from one tenant's bridge; sent when somebody sets the bridge, and every few minutes. */
export const syncBridgeJob = job(
  { name: "quiz.bridge", feature: "quiz-bridge", schema: z.object({ tenantId: z.uuid() }) },
  async (ctx, { tenantId }) => {
    const tenant = await getTenantById(tenantId);
    if (!tenant) throw notFound("tenant");
    const loopback = env().ATTUNE_WEBHOOKS_LOOPBACK === "1";
    const sessions = await syncBridge(tenant, (id, fn) => ctx.tenant(id, fn), { loopback });
    if (sessions) log.info({ tenant: tenant.slug, sessions }, "sessions came over the bridge");
  },
);

const syncBridges = job({ name: "quiz.bridges", schema: z.object({}), schedule: "*/5 * * * *" }, async () => {
  for (const tenant of await listTenants()) await enqueue(syncBridgeJob, { tenantId: tenant.id });
});

/** Brings all of a tenant's leads up to a rule that was changed. */
export const applyLeadRuleJob = job(
  { name: "quiz.leads", schema: z.object({ tenantId: z.uuid() }) },
  async (ctx, { tenantId }) => {
    const tenant = await getTenantById(tenantId);
    if (!tenant) throw notFound("tenant");
    await ctx.tenant(tenant.id, async (db) => {
      await applyLeadRule.all(db, { rule: await readLeadRule(db), now: ctx.now, since: null });
    });
  },
);

/** Nothing happens when a prospect cools down, so somebody has to look. */
const ageLeads = job({ name: "quiz.age-leads", schema: z.object({}), schedule: "12 * * * *" }, async (ctx) => {
  for (const tenant of await listTenants()) {
    await ctx.tenant(tenant.id, async (db) => {
      const rule = await readLeadRule(db);
      const longest = Math.max(0, ...rule.recency.map(({ withinDays }) => withinDays));
      // Two days more than the longest line, in case the worker was away.
      const since = new Date(ctx.now.getTime() - (longest + 2) * dayMs);
      await applyLeadRule.all(db, { rule, now: ctx.now, since });
    });
  }
});

export const quizJobs: readonly Job[] = [syncBridgeJob, syncBridges, applyLeadRuleJob, ageLeads];
