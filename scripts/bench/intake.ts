import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { startProcess, until } from "@/lib/testing/processes";
import { type BenchDatabase, openBenchDatabase } from "./bench-database";
import { freePort } from "./free-port";
import type { BurstOptions, BurstResult } from "./intake-load";
import { conditions, count, median, print, verdict } from "./report";

/** QUALITY.md: durable events/s in requests of 100, and single-event requests as a share of what an empty route answers. */
const bars = { events: 10_000, share: 0.6 };
const batchEvents = 100;

/**
 * The intake over HTTP on the loopback: `next start` of the production build, a fresh database with the settings of production, the load from
 * a third process. Each round measures an empty route, single events and batches one after the other, so that what disturbs the machine
 * disturbs all three. In the end the log must hold every event that was acknowledged, each once, with dense numbers.
 */
export async function benchIntake(args: readonly string[] = []): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: "7" },
      seconds: { type: "string", default: "5" },
      connections: { type: "string", default: "64" },
      "batch-connections": { type: "string", default: "16" },
    },
  });
  if (!existsSync(".next/BUILD_ID")) throw new Error("There is no production build. Make it with: npm run build");
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  const database = await openBenchDatabase();
  const port = await freePort();
  const web = startProcess(["scripts/start-web.mjs"], { ...database.env, PORT: String(port) });
  const url = `http://127.0.0.1:${port}`;
  try {
    const { tenantId, key } = await prepareSender();
    await until("the web process answers", () => answers(url), 60_000);
    print(`intake: ${conditions(database.version)}, embedded with its production settings (fsync on)`);
    print(
      `${rounds} rounds of ${seconds} s each after one to warm up; single events and the empty route over ${values.connections} connections, ` +
        `requests of ${batchEvents} events over ${values["batch-connections"]}; the empty route is GET /api/ingest, a constant JSON answer`,
    );
    const run = (kind: BurstOptions["kind"], connections: string, forSeconds: number) =>
      burst({ url, key, kind, connections: Number(connections), seconds: forSeconds, events: batchEvents });
    const round = async (forSeconds: number) => ({
      empty: await run("empty", values.connections, forSeconds),
      single: await run("single", values.connections, forSeconds),
      batch: await run("batch", values["batch-connections"], forSeconds),
    });
    const warm = await round(Math.max(3, seconds));
    const measured: Awaited<ReturnType<typeof round>>[] = [];
    for (let at = 0; at < rounds; at++) measured.push(await round(seconds));

    for (const { empty, single, batch } of measured) {
      print(
        `  empty ${count(empty.requestsPerSecond)}/s · single ${count(single.requestsPerSecond)}/s ` +
          `(${Math.round((single.requestsPerSecond / empty.requestsPerSecond) * 100)} %, p99 ${single.p99Ms} ms) · ` +
          `batches ${count(batch.requestsPerSecond * batchEvents)} events/s (p99 ${batch.p99Ms} ms)`,
      );
    }
    const bursts = [warm, ...measured];
    const failures = bursts.flatMap(({ empty, single, batch }) => [empty, single, batch]).filter((one) => one.failures);
    if (failures.length > 0) print(`  ${failures.reduce((sum, one) => sum + one.failures, 0)} requests FAILED`);
    const acknowledged = bursts.reduce(
      (sum, { single, batch }) => sum + single.requests + batch.requests * batchEvents,
      0,
    );
    const kept = await logIsWhole(database, tenantId, acknowledged);

    const events = median(measured.map(({ batch }) => batch.requestsPerSecond * batchEvents));
    const share = median(measured.map(({ empty, single }) => single.requestsPerSecond / empty.requestsPerSecond));
    const [fast, even] = [events >= bars.events, share >= bars.share];
    print(
      verdict(
        "durable, 100 events a request, median",
        `${count(events)} events/s`,
        `${count(bars.events)} or more`,
        fast,
      ),
    );
    print(verdict("single events / empty route, median", `${Math.round(share * 100)} %`, "60 % or more", even));
    if (!fast || !even || !kept || failures.length > 0) process.exitCode = 1;
  } finally {
    web.child.kill("SIGTERM");
    await web.ended;
    await database.close();
  }
}

async function prepareSender(): Promise<{ tenantId: string; key: string }> {
  const { createTenant } = await import("@/lib/testing/factories");
  const { createTestKey } = await import("@/lib/testing/ingest");
  const tenant = await createTenant();
  return { tenantId: tenant.id, key: (await createTestKey(tenant)).value };
}

const answers = (url: string) =>
  fetch(`${url}/api/ingest`).then(
    ({ ok }) => ok,
    () => false,
  );

async function burst(options: BurstOptions): Promise<BurstResult> {
  const load = startProcess(["scripts/bench/intake-load.ts", JSON.stringify(options)]);
  if ((await load.ended) !== 0) throw new Error(`The load process failed: ${load.output.stderr}`);
  return JSON.parse(load.output.stdout) as BurstResult;
}

/**
 * Requests that were under way when a burst ended may be stored without having been counted, so the log may hold more than was acknowledged,
 * and never less.
 */
async function logIsWhole({ admin }: BenchDatabase, tenantId: string, acknowledged: number): Promise<boolean> {
  const [row] = await admin<{ events: string; ids: string; last: string; flushes: string }>(
    `select count(*) as events, count(distinct event_id) as ids, max(seq) as last,
       (select count(*) from analytics.flushes where tenant_id = $1) as flushes
     from analytics.events where tenant_id = $1`,
    [tenantId],
  );
  const [events, ids, last] = [Number(row?.events), Number(row?.ids), Number(row?.last)];
  const whole = events >= acknowledged && ids === events && last === events;
  print(
    `${count(acknowledged)} events acknowledged, ${count(events)} in the log in ${count(Number(row?.flushes))} transactions: ` +
      (whole ? "none lost, none twice, numbers dense" : "NOT WHOLE"),
  );
  return whole;
}
