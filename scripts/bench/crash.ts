import { randomInt, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type EmbeddedServer, ensureEmbedded } from "@/lib/db/embedded";
import { findPostmaster } from "@/lib/db/postmaster";
import { deriveUrls } from "@/lib/db/roles";
import { startProcess, type TestProcess, until } from "@/lib/testing/processes";
import { freePort } from "./free-port";

export interface CrashOptions {
  rounds: number;
  /** how the web process runs: Next's production build, or the intake's route handlers alone */
  web: "next" | "handlers";
  say?: (line: string) => void;
}

export interface CrashResult {
  rounds: number;
  killed: Record<Target, number>;
  sent: number;
  acknowledged: number;
  failedRequests: number;
  /** acknowledged events that are not in the log */
  lost: number;
  /** ids that are in the log more than once */
  doubled: number;
  /** events in the log that nobody sent */
  invented: number;
  /** events by the read models' count minus events in the log */
  miscounted: number;
  /** read-model tables whose rows a rebuild changes */
  differing: string[];
}

const targets = ["web", "worker", "database"] as const;
type Target = (typeof targets)[number];

/**
 * Kills web, worker and database in turn (SIGKILL) while events come in, and starts them again as their keeper would. At the
 * end every acknowledged event must be in the log once, and the read models must be what a rebuild makes of it.
 */
export async function crashRounds({ rounds, web, say = () => {} }: CrashOptions): Promise<CrashResult> {
  const home = mkdtempSync(join(tmpdir(), "attune-crash-"));
  const installation = await Installation.start(home, web);
  const killed: Record<Target, number> = { web: 0, worker: 0, database: 0 };
  try {
    const { startLoad } = await import("./crash-load");
    const load = startLoad({ url: installation.url, key: installation.key, clients: 6 });
    await until("the first events are acknowledged", () => load.acknowledged.size > 0);
    for (let round = 0; round < rounds; round++) {
      const target = targets[round % targets.length] as Target;
      await delay(randomInt(300, 1200));
      await installation.kill(target);
      killed[target]++;
      const before = load.acknowledged.size;
      await until(
        `events are acknowledged after the ${target} was killed`,
        () => load.acknowledged.size > before,
        60_000,
      );
      say(
        `round ${round + 1}: ${target} killed, ${load.acknowledged.size.toLocaleString("en")} events acknowledged so far`,
      );
    }
    await load.stop();
    const judged = await installation.judge(load);
    return { rounds, killed, failedRequests: load.failures(), ...judged };
  } finally {
    await installation.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

class Installation {
  private readonly parts: Partial<Record<"web" | "worker", TestProcess>> = {};
  private stopping = false;

  private constructor(
    private readonly home: string,
    private readonly webKind: CrashOptions["web"],
    private server: EmbeddedServer,
    private readonly port: number,
    private readonly tenant: string,
    readonly key: string,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  static async start(home: string, web: CrashOptions["web"]): Promise<Installation> {
    if (web === "next" && !existsSync(".next/BUILD_ID"))
      throw new Error("There is no production build. Make it with: npm run build");
    const server = await openServer(home);
    const urls = deriveUrls(server.adminUrl);
    Object.assign(process.env, {
      ATTUNE_HOME: home,
      ATTUNE_SECRET: randomUUID() + randomUUID(),
      DATABASE_APP_URL: urls.appUrl,
      DATABASE_PLATFORM_URL: urls.platformUrl,
      LOG_LEVEL: "silent",
    });
    const { prepareDatabase } = await import("@/scripts/runtime/prepare-database");
    await prepareDatabase(server.adminUrl);
    const { createTenant } = await import("@/lib/testing/factories");
    const { createTestKey } = await import("@/lib/testing/ingest");
    const tenant = await createTenant();
    const { value } = await createTestKey(tenant);
    const installation = new Installation(home, web, server, await freePort(), tenant.id, value);
    installation.keep("web");
    installation.keep("worker");
    return installation;
  }

  async kill(target: Target): Promise<void> {
    if (target !== "database") {
      this.parts[target]?.child.kill("SIGKILL");
      return;
    }
    const postmaster = findPostmaster(this.server.dataDir);
    if (postmaster) process.kill(postmaster.pid, "SIGKILL");
    await this.server.exited;
    this.server = await openServer(this.home);
  }

  /** Starts a part again whenever it ends, as `npm start` does. */
  private keep(name: "web" | "worker"): void {
    const args =
      name === "worker"
        ? ["worker.ts"]
        : [this.webKind === "next" ? "scripts/start-web.mjs" : "lib/testing/intake-process.ts"];
    const part = startProcess(args, { PORT: String(this.port), ATTUNE_URL: this.url, LOG_LEVEL: "warn" });
    this.parts[name] = part;
    void part.ended.then(() => {
      if (!this.stopping) this.keep(name);
    });
  }

  async judge(load: { sent: ReadonlySet<string>; acknowledged: ReadonlySet<string> }) {
    const { getTenantById } = await import("@/lib/db/directory");
    const { withTenantSql } = await import("@/lib/db/tenant");
    const { dataAsOf } = await import("@/lib/events/queries/data-as-of");
    const { rebuildTenant } = await import("@/lib/events/rebuild");
    const { projections } = await import("@/lib/projections");
    const { readModelRows } = await import("./read-model-rows");
    const tenant = await getTenantById(this.tenant);
    if (!tenant) throw new Error("The tenant is gone.");
    const pending = async () => (await withTenantSql(tenant.id, (db) => dataAsOf.first(db, {})))?.pendingEvents;
    await until("everything is projected", async () => (await pending()) === 0, 120_000);
    const stored = await withTenantSql(tenant.id, (db) =>
      db.execute<{ id: string }>("select event_id as id from analytics.events where tenant_id = $1", [tenant.id]),
    );
    const ids = new Set(stored.map((row) => row.id));
    const [counted] = await withTenantSql(tenant.id, (db) =>
      db.execute<{ events: number }>("select coalesce(sum(events), 0) as events from event_days where tenant_id = $1", [
        tenant.id,
      ]),
    );
    const before = await readModelRows(tenant.id);
    await rebuildTenant(tenant, projections);
    const after = await readModelRows(tenant.id);
    return {
      sent: load.sent.size,
      acknowledged: load.acknowledged.size,
      lost: [...load.acknowledged].filter((id) => !ids.has(id)).length,
      doubled: stored.length - ids.size,
      invented: [...ids].filter((id) => !load.sent.has(id)).length,
      miscounted: (counted?.events ?? 0) - stored.length,
      differing: [...before.keys()].filter((table) => before.get(table) !== after.get(table)),
    };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const part of Object.values(this.parts)) {
      part.child.kill("SIGKILL");
      await part.ended;
    }
    const { closeConnections } = await import("@/lib/db/close-connections");
    await closeConnections();
    await this.server.stop();
    rmSync(this.server.dataDir, { recursive: true, force: true });
  }
}

const openServer = (home: string) => ensureEmbedded({ home, settings: { shared_buffers: "64MB" } });
