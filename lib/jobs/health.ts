import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { appPool } from "@/lib/db/pools";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";
import { workerGoneAfterMs } from "@/lib/jobs/heartbeat";

export interface Health {
  readonly status: "ok" | "unavailable";
  readonly database: "ok" | "unreachable";
  /** `unknown` while the database cannot be asked */
  readonly worker: "ok" | "not seen" | "unknown";
  /** when a batch of events last became visible; null before the first */
  readonly lastProjectedAt: string | null;
}

const lastProjection = definePlatformQuery({
  name: "jobs.last-projection",
  params: z.object({}),
  row: z.object({ at: zInstant.nullable() }),
  sql: () => sql`select max(projected_at) as at from analytics.projector_cursors where seq > 0`,
});

const patienceMs = 3000;

/** Whether all parts are up. Never throws, and answers within 3 seconds: silence of the database is an answer too. */
export async function checkHealth(): Promise<Health> {
  const unreachable: Health = {
    status: "unavailable",
    database: "unreachable",
    worker: "unknown",
    lastProjectedAt: null,
  };
  const given = new AbortController();
  const silence = delay(patienceMs, unreachable, { signal: given.signal, ref: false }).catch(() => unreachable);
  try {
    return await Promise.race([look(), silence]);
  } catch {
    return unreachable;
  } finally {
    given.abort();
  }
}

async function look(): Promise<Health> {
  const [worker, projection] = await Promise.all([
    appPool().query<{ alive: boolean }>(
      `/* jobs.worker-alive */ select coalesce(bool_or(seen_at > now() - make_interval(secs => $1)), false) as alive from worker_heartbeats`,
      [workerGoneAfterMs / 1000],
    ),
    lastProjection.all({}),
  ]);
  const alive = worker.rows[0]?.alive ?? false;
  return {
    status: alive ? "ok" : "unavailable",
    database: "ok",
    worker: alive ? "ok" : "not seen",
    lastProjectedAt: projection[0]?.at?.toISOString() ?? null,
  };
}
