import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Tenant } from "@/lib/db/directory";
import { startProcess, until } from "@/lib/testing/processes";
import { type BenchDatabase, openBenchDatabase } from "./bench-database";
import { writePracticeLog } from "./practice-log";
import { conditions, count, median, percentile, print, verdict } from "./report";

const visibleBarMs = 5000;

/**
 * Two measurements on a fresh database. First, how fast a log that lies there is projected, for several sizes of batches.
 * Then a real worker process under a steady stream of events through the real append: the time from being accepted to being visible.
 */
export async function benchProject(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sessions: { type: "string", default: "40" },
      sizes: { type: "string", default: "1000,2500,5000,10000" },
      rounds: { type: "string", default: "3" },
      rate: { type: "string", default: "1000" },
      seconds: { type: "string", default: "30" },
    },
  });
  const database = await openBenchDatabase();
  try {
    print(`project: ${conditions(database.version)}, embedded with its production settings`);
    await benchThroughput(
      database,
      Number(values.sessions),
      values.sizes.split(",").map(Number),
      Number(values.rounds),
    );
    await benchFreshness(database, Number(values.rate), Number(values.seconds));
  } finally {
    await database.close();
  }
}

async function benchThroughput(database: BenchDatabase, sessions: number, sizes: readonly number[], rounds: number) {
  const { createTenant } = await import("@/lib/testing/factories");
  const { projectNext } = await import("@/lib/events/projector");
  const { projections } = await import("@/lib/projections");
  const tenants = new Map<number, Tenant[]>();
  let events = 0;
  for (const size of sizes) {
    const own: Tenant[] = [];
    for (let round = 0; round < rounds; round++) {
      const tenant = await createTenant({ timeZone: "Europe/Berlin" });
      events = await writePracticeLog(database.client, tenant.id, sessions, () => {});
      own.push(tenant);
    }
    tenants.set(size, own);
  }
  print(
    `backlog: ${count(events)} events in ${sessions} sessions of 300 people, all projections, one lane, medians of ${rounds}`,
  );
  const speeds = new Map<number, number[]>(sizes.map((size) => [size, []]));
  // Round by round, so that what disturbs the machine disturbs every size.
  for (let round = 0; round < rounds; round++) {
    for (const size of sizes) {
      const tenant = tenants.get(size)?.[round] as Tenant;
      const startedAt = performance.now();
      while ((await projectNext(tenant, projections, size)).kind === "projected");
      speeds.get(size)?.push((events / (performance.now() - startedAt)) * 1000);
    }
  }
  for (const [size, own] of speeds) print(`  batches of ${count(size).padStart(6)}: ${count(median(own))} events/s`);
}

async function benchFreshness(database: BenchDatabase, rate: number, seconds: number) {
  const { createTenant } = await import("@/lib/testing/factories");
  const { appendEvents } = await import("@/lib/events/intake");
  const tenants = await Promise.all([createTenant(), createTenant()]);
  const worker = startProcess(["worker.ts"], database.env);
  try {
    await until("the worker is up", async () => (await database.admin("select 1 from worker_heartbeats")).length > 0);
    const perRequest = 25;
    const startedAt = Date.now();
    const pending: Promise<unknown>[] = [];
    for (let sent = 0; sent < rate * seconds; sent += perRequest) {
      await delay(Math.max(0, startedAt + (sent / rate) * 1000 - Date.now()));
      const tenant = tenants[(sent / perRequest) % tenants.length] as Tenant;
      pending.push(appendEvents(tenant, Array.from({ length: perRequest }, makeEvent), { source: "bench" }));
    }
    await Promise.all(pending);
    const took = (Date.now() - startedAt) / 1000;
    await until("everything is visible", async () => (await waiting(database)) === 0, 120_000);
    const rows = await database.admin<{ ms: number; events: number }>(
      `select extract(epoch from batch.visible_at - flush.received_at)::float8 * 1000 as ms, (flush.last_seq - flush.first_seq + 1)::int as events
       from analytics.flushes flush join tenants on tenants.id = tenant_id cross join lateral (
         select visible_at from analytics.projector_batches batch
         where batch.tenant_id = flush.tenant_id and batch.last_seq >= flush.last_seq order by batch.last_seq limit 1) batch
       where tenant_id = any($1::uuid[])`,
      [tenants.map((tenant) => tenant.id)],
    );
    const lags = rows.flatMap(({ ms, events }) => Array.from({ length: events }, () => ms));
    const achieved = lags.length / took;
    const p99 = percentile(lags, 0.99);
    print(
      `steady: ${count(achieved)} events/s for ${seconds} s in requests of ${perRequest}, two tenants with six live sessions each, one worker beside`,
    );
    print(
      verdict(
        "  received to visible, p50 / p99 / max",
        `${count(median(lags))} / ${count(p99)} / ${count(percentile(lags, 1))} ms`,
        `p99 ${count(visibleBarMs)} ms`,
        p99 <= visibleBarMs,
      ),
    );
  } finally {
    worker.child.kill("SIGTERM");
    await worker.ended;
  }
}

async function waiting({ admin }: BenchDatabase): Promise<number> {
  const [row] = await admin<{ events: string }>(
    `select coalesce(sum(head.last_seq - coalesce(cursor.seq, 0)), 0) as events from analytics.log_heads head
     left join analytics.projector_cursors cursor using (tenant_id)`,
  );
  return Number(row?.events);
}

/** Mostly presence, reactions and pages of people in live sessions. */
function makeEvent(): object {
  const userId = `user-${randomInt(2000)}`;
  const sessionId = `live-${randomInt(6)}`;
  const practice = (name: string, properties: object) => ({ name, userId, properties: { sessionId, ...properties } });
  switch (randomInt(8)) {
    case 0:
    case 1:
      return practice("practice.ready", { deviceId: `device-${randomInt(2)}` });
    case 2:
      return practice("practice.left", { deviceId: `device-${randomInt(2)}` });
    case 3:
    case 4:
      return practice("practice.reaction", { kind: ["calm", "joy", "love"][randomInt(3)] });
    case 5:
      return { name: "identify", userId, anonymousId: `visitor-${userId}`, traits: { plan: "plus" } };
    default:
      return { name: "lesson.opened", userId, properties: { lesson: randomInt(40) } };
  }
}
