import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { ensureEmbedded } from "@/lib/db/embedded";
import { deriveUrls } from "@/lib/db/roles";

export interface BenchDatabase {
  adminUrl: string;
  version: string;
  /** one statement as the superuser */
  admin<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  /** the superuser's connection itself */
  client: pg.Client;
  /** environment for processes that are to use it */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** A fresh embedded server with the settings of production, set up, for one measurement. Points this process's environment at it: import what reads the environment after it. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const home = mkdtempSync(join(tmpdir(), "attune-bench-"));
  const server = await ensureEmbedded({ home });
  const urls = deriveUrls(server.adminUrl);
  const env = {
    ATTUNE_HOME: home,
    ATTUNE_SECRET: randomUUID() + randomUUID(),
    DATABASE_APP_URL: urls.appUrl,
    DATABASE_PLATFORM_URL: urls.platformUrl,
    LOG_LEVEL: "warn",
  };
  delete process.env.DATABASE_URL;
  Object.assign(process.env, env);
  const { prepareDatabase } = await import("@/scripts/runtime/prepare-database");
  await prepareDatabase(server.adminUrl);
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
  return {
    adminUrl: server.adminUrl,
    version: rows[0]?.version ?? "unknown",
    client,
    env,
    admin: async <R extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await client.query<R>(text, values)).rows,
    async close() {
      const { closeConnections } = await import("@/lib/db/close-connections");
      await closeConnections();
      await client.end();
      await server.stop();
      for (const folder of [server.dataDir, home]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
