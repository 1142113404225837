import "server-only";
import { z } from "zod";
import { getTenantBySlug, type Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { appendEvents } from "@/lib/events/intake";
import { job } from "@/lib/guard/job";
import { listCalendar } from "@/lib/master-sessions/queries/list-calendar";
import { demoLobby } from "@/prisma/seed/live-session";
import { uuidOf } from "@/prisma/seed/random";

const minuteMs = 60_000;

/**
 * Does for the demo's lobby what a studio's app does: begins the session when its time has come and ends it when its time is over, by the
 * same two events. Nobody is added to it and nothing else is said. Whose time passed while no worker ran is closed like any other session
 * that nobody ended.
 */
export async function hostDemoSession(tenant: Tenant, now: Date): Promise<"started" | "ended" | null> {
  const session = await withTenantSql(tenant.id, (db) =>
    listCalendar.first(db, { start: new Date(0), sessionId: demoLobby, limit: 1 }),
  );
  if (!session?.scheduledAt) return null;
  const { status, at, scheduledAt, durationMinutes } = session;
  const lengthMs = (durationMinutes ?? 30) * minuteMs;
  const runs = scheduledAt <= now && now.getTime() < scheduledAt.getTime() + lengthMs;
  const step =
    status === "scheduled" && runs
      ? "started"
      : status === "live" && now.getTime() >= at.getTime() + lengthMs
        ? "ended"
        : null;
  if (step === null) return null;
  const event = { id: uuidOf("live", demoLobby, step), name: `practice.${step}`, properties: { sessionId: demoLobby } };
  await appendEvents(tenant, [event], { source: "demo" });
  return step;
}

/** Looks after the demo's lobby every minute; in an installation without the demo it does nothing. */
export const hostDemo = job({ name: "demo.host", schema: z.object({}), schedule: "* * * * *" }, async ({ now }) => {
  const tenant = env().ATTUNE_DEMO === "1" ? await getTenantBySlug("lumen") : null;
  if (tenant) await hostDemoSession(tenant, now);
});
