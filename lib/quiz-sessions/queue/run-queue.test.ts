import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, describe, expect, it } from "vitest";
import { withTenantSql } from "@/lib/db/tenant";
import { runQuizQueue } from "@/lib/quiz-sessions/queue/run-queue";
import type { Transaction } from "@/lib/quiz-sessions/take-results";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { rowsOf } from "@/lib/testing/ingest";
import { until } from "@/lib/testing/processes";
import { freePort } from "@/scripts/bench/free-port";

await createTestDatabase();

/** Debian's server where there is one, or where it may be installed; null elsewhere. */
function natsServer(): string | null {
  const found = () => spawnSync("which", ["nats-server"], { encoding: "utf8" }).stdout.trim() || null;
  if (found() || process.getuid?.() !== 0) return found();
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "nats-server"], { timeout: 60_000 });
  return found();
}

const binary = natsServer();

describe.skipIf(binary === null)("the queue of results (skipped where Debian's nats-server cannot be had)", () => {
  it("takes each message once, acknowledges after the commit, and gets what it missed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "attune-nats-"));
    const port = await freePort();
    const server = spawn(binary ?? "", ["-js", "-a", "127.0.0.1", "-p", String(port), "-sd", folder], {
      stdio: "ignore",
    });
    afterAll(() => {
      server.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    });
    let connection: NatsConnection | undefined;
    await until("the server answers", async () => {
      connection = await connect({ servers: `127.0.0.1:${port}`, reconnect: false }).catch(() => undefined);
      return connection !== undefined;
    });
    if (!connection) throw new Error("The server did not answer.");

    const tenant = await createTenant();
    const other = await createTenant();
    let refuse = 1;
    const transaction: Transaction = (id, fn) => {
      // The first attempt fails in the database: nothing is acknowledged, everything comes again.
      if (refuse-- > 0) return Promise.reject(new Error("The database is away."));
      return withTenantSql(id, fn);
    };
    const options = { url: `127.0.0.1:${port}`, subject: "assess.results.>", stream: "QUIZ", durable: "attune" };
    const queue = runQuizQueue({ ...options, transaction });
    const manager = await jetstreamManager(connection);
    await until(
      "the consumer is there",
      async () => (await manager.consumers.info("QUIZ", "attune").catch(() => null)) !== null,
    );

    const publish = (subject: string, body: unknown) =>
      jetstream(connection as NatsConnection).publish(subject, typeof body === "string" ? body : JSON.stringify(body));
    const result = (session_id: string) => ({
      session_id,
      framework_id: "archetypes",
      format: "qa",
      scores: { hero: 1 },
    });
    await publish("assess.results.any", { ...result("n1"), tenant_id: tenant.slug });
    await publish(`assess.results.${tenant.slug}`, result("n2"));
    await publish(`assess.results.${other.slug}`, result("n1"));
    await publish(`assess.results.${tenant.slug}`, result("n1"));
    await publish(`assess.results.${tenant.slug}`, { ...result("n3"), format: "tarot" });
    await publish(`assess.results.${tenant.slug}`, "no JSON");
    await publish("assess.results.nobody", result("n4"));

    const settled = async () => {
      const info = await manager.consumers.info("QUIZ", "attune");
      return info.num_pending === 0 && info.num_ack_pending === 0;
    };
    await until("everything is acknowledged", settled);
    const sessions = (id: typeof tenant.id) =>
      rowsOf<{ session_key: string; properties: { source: string } }>(id, "analytics.events", "session_key");
    expect((await sessions(tenant.id)).map(({ session_key }) => session_key)).toEqual(["n1", "n2"]);
    expect((await sessions(other.id)).map(({ session_key, properties }) => [session_key, properties.source])).toEqual([
      ["n1", "nats"],
    ]);
    const refusals = await rowsOf<{ field: string; source: string }>(tenant.id, "quiz_refusals", "field");
    expect(refusals.map(({ field, source }) => [field, source])).toEqual([
      ["", "nats"],
      ["format", "nats"],
    ]);

    await queue.stop();
    await publish(`assess.results.${tenant.slug}`, result("n5"));
    const again = runQuizQueue({ ...options, transaction: withTenantSql });
    await until(
      "the next worker goes on where the first stopped",
      async () => (await sessions(tenant.id)).length === 3,
    );
    await until("it is acknowledged", settled);
    await again.stop();
    await connection.close();
  }, 90_000);
});
