import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startProcess, until } from "@/lib/testing/processes";
import { openBenchDatabase } from "./bench-database";
import { freePort } from "./free-port";
import type { LiveLoadOptions, LiveLoadResult } from "./live-load";
import { conditions, count, print, verdict } from "./report";

/** QUALITY.md: from a participant's join to every viewer's screen. */
const bars = { p99Ms: 1000, maxMs: 2000 };

/**
 * Participants join one session through its public address while others watch it: `next start` of the production build and a worker, a fresh
 * database with the settings of production, people and viewers from a third process, all on one machine over the loopback. A join counts as
 * seen when a viewer's frame carries at least as many people as the join's own answer did, which is never too early.
 */
export async function benchLive(args: readonly string[] = []): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      joins: { type: "string", default: "500" },
      seconds: { type: "string", default: "30" },
      viewers: { type: "string", default: "2000" },
      "no-worker": { type: "boolean", default: false },
      // where to write a CPU profile of the web process
      profile: { type: "string" },
    },
  });
  if (!existsSync(".next/BUILD_ID")) throw new Error("There is no production build. Make it with: npm run build");
  const database = await openBenchDatabase();
  const port = await freePort();
  const env = { ...database.env, PORT: String(port), ATTUNE_URL: `http://127.0.0.1:${port}` };
  const profiling = values.profile ? ["--cpu-prof", `--cpu-prof-dir=${values.profile}`] : [];
  const web = startProcess([...profiling, "scripts/start-web.mjs"], env);
  const worker = values["no-worker"] ? null : startProcess(["worker.ts"], env);
  try {
    const session = await prepareSession(database.admin);
    const url = `http://127.0.0.1:${port}`;
    await until("the web process answers", () => answers(`${url}/api/live/${session.sessionId}`), 60_000).catch(
      (error) => {
        throw new Error(`${error.message}\n${web.output.stdout}${web.output.stderr}`);
      },
    );
    const options: LiveLoadOptions = {
      url,
      ...session,
      joinsPerSecond: Number(values.joins),
      seconds: Number(values.seconds),
      viewers: Number(values.viewers),
    };
    print(`live: ${conditions(database.version)}, embedded with its production settings (fsync on)`);
    print(
      `${count(options.joinsPerSecond)} joins/s for ${options.seconds} s, each by another person with a token of her own; ${count(options.viewers)} viewers ` +
        `with a stream each; one web process${worker ? ", one worker" : ", no worker"}; everything on this machine, the load included`,
    );
    const before = { web: cpuOf(web.child.pid), worker: cpuOf(worker?.child.pid) };
    const startedAt = performance.now();
    const load = startProcess(["scripts/bench/live-load.ts", JSON.stringify(options)]);
    if ((await load.ended) !== 0)
      throw new Error(`The load process failed: ${load.output.stderr}\n${web.output.stderr}`);
    const elapsedS = (performance.now() - startedAt) / 1000;
    const result = JSON.parse(load.output.stdout) as LiveLoadResult;
    const cpu = {
      web: cpuOf(web.child.pid) - before.web,
      worker: cpuOf(worker?.child.pid) - before.worker,
    };
    print(
      `  ${count(result.joins)} joins answered, ${count(result.failures)} failed; the answer took p50 ${result.answer.p50} ms, ` +
        `p99 ${result.answer.p99} ms, at most ${result.answer.max} ms; sent at most ${result.lateMs} ms late`,
    );
    print(
      `  ${result.framesPerSecond.toFixed(1)} frames/s a viewer of ${count(result.frameBytes)} bytes; ` +
        `${count(result.unseen)} of ${count(result.pairs)} joins × viewers never seen; all viewers ended at ${result.finalCounts.join(", ")} people`,
    );
    print(
      `  CPU over ${elapsedS.toFixed(0)} s: web ${cpu.web.toFixed(1)} s, worker ${cpu.worker.toFixed(1)} s, load ${result.cpuS.toFixed(1)} s`,
    );
    const { p50, p99, max } = result.lag;
    const whole = result.failures === 0 && result.unseen === 0 && result.finalCounts.join() === String(result.joins);
    print(verdict("join to screen, p50", `${p50} ms`, "none", true));
    print(verdict("join to screen, p99", `${p99} ms`, `${count(bars.p99Ms)} ms or less`, p99 <= bars.p99Ms));
    print(verdict("join to screen, longest", `${max} ms`, `${count(bars.maxMs)} ms or less`, max <= bars.maxMs));
    if (!whole) print("  NOT WHOLE: a join failed or was not seen");
    await freed(database.admin);
    if (!whole || p99 > bars.p99Ms || max > bars.maxMs) process.exitCode = 1;
  } finally {
    for (const running of [web, worker]) {
      running?.child.kill("SIGTERM");
      await running?.ended;
    }
    await database.close();
  }
}

/** A session that has begun, of a tenant that shows exact numbers, and the key of its participants. */
async function prepareSession(admin: (text: string, values?: unknown[]) => Promise<unknown[]>) {
  const { createTenant } = await import("@/lib/testing/factories");
  const { createTestLiveKey, scheduleSession, tell } = await import("@/lib/testing/live");
  const tenant = await createTenant();
  await admin("update tenants set low_count_threshold = 0 where id = $1", [tenant.id]);
  const key = await createTestLiveKey(tenant);
  const sessionId = await scheduleSession(tenant);
  await tell(tenant, sessionId, [["practice.started"]]);
  return { sessionId, kid: key.kid, secret: key.secret };
}

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Processor seconds of a process so far. */
function cpuOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** When nobody watches any more, the web process stops listening: the worker's connection is the only one left. */
async function freed(admin: (text: string) => Promise<{ count?: string }[]>): Promise<void> {
  const listeners = async () =>
    Number(
      (
        await admin(
          "select count(*) from pg_stat_activity where application_name = 'attune-listen' and query like '%attune_projected%'",
        )
      )[0]?.count,
    );
  await until("the web process frees its listener", async () => (await listeners()) === 0, 60_000);
  print("  after the last viewer had gone, rooms and listener were freed");
}
