"use server";

import { z } from "zod";
import { env } from "@/lib/env";
import { invalid, notFound } from "@/lib/errors";
import { action } from "@/lib/guard/action";
import { enqueue } from "@/lib/jobs/queue";
import { bridgePlace } from "@/lib/quiz-sessions/bridge/sync-bridge";
import { saveBridgeInput } from "@/lib/quiz-sessions/inputs";
import { syncBridgeJob } from "@/lib/quiz-sessions/jobs";
import { judgeUrl } from "@/lib/webhooks/judge-url";
import { sealSecret } from "@/lib/webhooks/secret";

/** Sets where the older system's sessions are fetched from. Another address begins again at its first page. */
export const saveBridge = action(
  { permission: "webhooks:manage", feature: "quiz-bridge", input: saveBridgeInput },
  async ({ db, tenant, user, now, afterCommit }, { url, secret, enabled }) => {
    const judged = judgeUrl(url, { loopback: env().ATTUNE_WEBHOOKS_LOOPBACK === "1" });
    if ("refused" in judged) throw invalid({ url: judged.refused });
    const before = await db.prisma.quizBridge.findUnique({ where: { tenantId: tenant.id }, select: { url: true } });
    if (!before && secret === "") throw invalid({ secret: "secretMissing" });
    const values = {
      url: judged.url.href,
      enabled,
      changedBy: user.id,
      changedAt: now,
      ...(secret !== "" && { secretSealed: sealSecret(tenant.id, bridgePlace, secret) }),
      ...(before && before.url !== judged.url.href && { cursor: null, lastError: null, failures: 0 }),
    };
    await db.prisma.quizBridge.upsert({
      where: { tenantId: tenant.id },
      create: { tenantId: tenant.id, secretSealed: sealSecret(tenant.id, bridgePlace, secret), ...values },
      update: values,
      select: { url: true },
    });
    if (enabled) afterCommit(() => enqueue(syncBridgeJob, { tenantId: tenant.id }));
    return { host: judged.url.host };
  },
  ({ enabled, secret }, { host }) => ({
    action: "quiz-bridge.changed",
    target: { type: "quiz-bridge", id: host },
    detail: { enabled, newSecret: secret !== "" },
  }),
);

/** Asks the bridge now instead of in a few minutes. */
export const runBridge = action(
  { permission: "webhooks:manage", feature: "quiz-bridge", input: z.object({ now: z.literal(true) }) },
  async ({ db, tenant, afterCommit }) => {
    const bridge = await db.prisma.quizBridge.findUnique({
      where: { tenantId: tenant.id },
      select: { enabled: true, url: true },
    });
    if (!bridge) throw notFound("bridge");
    afterCommit(() => enqueue(syncBridgeJob, { tenantId: tenant.id }));
    return { host: new URL(bridge.url).host };
  },
  (_, { host }) => ({ action: "quiz-bridge.asked", target: { type: "quiz-bridge", id: host } }),
);
