import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { closePools } from "@/lib/db/pools";
import { checkHealth } from "@/lib/jobs/health";
import { closeQueue, enqueue } from "@/lib/jobs/queue";
import { jobs } from "@/lib/jobs/registry";
import { createTestDatabase } from "@/lib/testing/db";
import { logged, writeLog } from "@/lib/testing/event-log";
import { createTenant } from "@/lib/testing/factories";
import { startProcess, type TestProcess, until } from "@/lib/testing/processes";

const database = await createTestDatabase();
const running: TestProcess[] = [];
const startWorker = () => {
  const worker = startProcess(["worker.ts"]);
  running.push(worker);
  return worker;
};
// Also between two tries of one test, so that neither meets the other's worker.
beforeEach(async () => {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
  await database.admin("delete from worker_heartbeats");
});
afterAll(async () => {
  for (const { child } of running) child.kill("SIGKILL");
  await closeQueue();
});

const anna = "00000000-0000-4000-8000-000000000001";
const story = (n: number) =>
  Array.from({ length: n }, (_, index) =>
    logged({ name: "page.viewed", actor: anna, occurredAt: new Date(Date.now() - index * 60_000) }),
  );
const counted = async (tenant: Tenant) => {
  const [row] = await database.admin<{ events: string | null }>(
    "select sum(events) as events from event_days where tenant_id = $1",
    [tenant.id],
  );
  return Number(row?.events ?? 0);
};

describe("the worker", () => {
  it("projects, survives the loss of its connections, works on jobs, and stops when asked", async () => {
    expect(await checkHealth()).toEqual({
      status: "unavailable",
      database: "ok",
      worker: "not seen",
      lastProjectedAt: null,
    });
    const tenant = await createTenant();
    await writeLog(tenant, story(10));
    const worker = startWorker();
    await until("the first events are projected", async () => (await counted(tenant)) === 10);
    await until("the worker is healthy", async () => (await checkHealth()).status === "ok");
    expect((await checkHealth()).lastProjectedAt).toMatch(/^\d{4}-/);

    const scheduled = jobs
      .filter((job) => job.schedule)
      .map((job) => job.name)
      .sort();
    const kept = async () => {
      const rows = await database.admin<{ name: string }>("select name from pgboss.schedule order by name");
      return rows.map((row) => row.name);
    };
    await until("schedules are kept", async () => (await kept()).length >= scheduled.length);
    expect((await kept()).sort()).toEqual(scheduled);

    // The test's own connections are about to be cut as well; only the worker has to get over that.
    await closePools();
    await database.admin(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await writeLog(tenant, story(5));
    await until("events are projected on new connections", async () => (await counted(tenant)) === 15);

    await database.admin("update event_days set events = 1000 where tenant_id = $1", [tenant.id]);
    const rebuild = jobs.find((job) => job.name === "events.rebuild");
    if (!rebuild) throw new Error("There is no job events.rebuild.");
    await enqueue(rebuild, { tenantId: tenant.id });
    await until("the job has run as the app role", async () => (await counted(tenant)) === 15, 30_000);

    worker.child.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    expect((await checkHealth()).worker).toBe("not seen");
    expect(worker.output.stdout).not.toContain('"level":50');
  }, 180_000);

  it("shares the tenants with a second one, and takes over when the first is killed", async () => {
    const tenants = await Promise.all(Array.from({ length: 4 }, () => createTenant()));
    const [first] = [startWorker(), startWorker()];
    await until("both are up", async () => (await database.admin("select 1 from worker_heartbeats")).length === 2);
    const write = async () => {
      for (let round = 0; round < 20; round++)
        await Promise.all(tenants.map((tenant) => writeLog(tenant, story(20), 5)));
    };
    const writing = write();
    first.child.kill("SIGKILL");
    await writing;
    for (const tenant of tenants) {
      await until("everything is projected, once", async () => (await counted(tenant)) >= 400);
      expect(await counted(tenant)).toBe(400);
    }
  }, 180_000);
});

describe("health", () => {
  it("names the database when it does not answer", async () => {
    const other = await createTestDatabase({ expose: false });
    const { output, ended } = startProcess(
      [
        "--eval",
        `import("@/lib/jobs/health").then(async ({ checkHealth }) => { console.log(JSON.stringify(await checkHealth())); process.exit(0); })`,
      ],
      { DATABASE_APP_URL: other.appUrl.replace(/:\d+\//, ":1/"), DATABASE_PLATFORM_URL: other.platformUrl },
    );
    await ended;
    expect(JSON.parse(output.stdout || output.stderr)).toEqual({
      status: "unavailable",
      database: "unreachable",
      worker: "unknown",
      lastProjectedAt: null,
    });
  });
});
