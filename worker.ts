import { requireSafeDatabase } from "@/lib/db/boot-check";
import { closeConnections } from "@/lib/db/close-connections";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { runProjector } from "@/lib/events/run-projector";
import { startHeartbeat } from "@/lib/jobs/heartbeat";
import { keepWorking } from "@/lib/jobs/keep-working";
import { enqueue } from "@/lib/jobs/queue";
import { jobs } from "@/lib/jobs/registry";
import { runSweeps } from "@/lib/live/run-sweeps";
import { log } from "@/lib/log";
import { publishCohortsJob } from "@/lib/platform/jobs";
import { projections } from "@/lib/projections";
import { runQuizQueue } from "@/lib/quiz-sessions/queue/run-queue";
import { watchEnded } from "@/lib/reports/watch-ended";
import { runDeliveries } from "@/lib/webhooks/run-deliveries";

/** Longer than a batch or a short job needs; what is cut off after it is taken up again by the next worker. */
const stopLimitMs = 8000;

await requireSafeDatabase();

const heartbeat = startHeartbeat();
const projector = runProjector({ projections });
const work = keepWorking(jobs);
const drafts = watchEnded();
const sweeps = runSweeps();
const deliveries = runDeliveries({ transactions: { sql: withTenantSql, prisma: withTenant } });
const { NATS_URL, NATS_SUBJECT, NATS_STREAM, NATS_DURABLE } = env();
const queue = NATS_URL
  ? runQuizQueue({
      url: NATS_URL,
      subject: NATS_SUBJECT,
      stream: NATS_STREAM,
      durable: NATS_DURABLE,
      transaction: withTenantSql,
    })
  : null;
// An installation that was just updated need not wait for the night.
enqueue(publishCohortsJob, {}).catch((error: unknown) => log.warn({ err: error }, "cohorts are published tonight"));
log.info({ projections: projections.map(({ name }) => name), jobs: jobs.map(({ name }) => name) }, "the worker is up");

let stopping = false;
async function stop(cause: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ cause }, "the worker stops");
  setTimeout(() => process.exit(0), stopLimitMs).unref();
  await Promise.all([projector.stop(), drafts.stop(), work.stop(), sweeps.stop(), deliveries.stop(), queue?.stop()]);
  await heartbeat.stop();
  await closeConnections();
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
// Whoever started this process has died without a chance to end it.
process.on("disconnect", () => void stop("disconnect"));
