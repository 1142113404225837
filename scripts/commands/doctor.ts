import {
  type Check,
  checkDisk,
  checkFreshness,
  checkMigrations,
  checkPartitions,
  checkQueue,
  checkRoles,
  checkWalls,
  checkWorker,
} from "./checks";
import type { Command } from "./command";
import { openDatabase } from "./open-database";

export const doctor: Command = {
  name: "doctor",
  about:
    "Looks whether all is well: roles, row-level security, migrations, worker, queue, freshness, disk. Changes nothing.",
  details: "The exit code is 1 when something is wrong.",
  options: {},
  database: "none",
  async run({ print, say, json }) {
    const database = await openDatabase({ create: false, update: false, say });
    if (!database) {
      const missing = failed("database", "there is none in ATTUNE_HOME yet: start Attune once, or set DATABASE_URL");
      return report([missing], print);
    }
    try {
      const { env } = await import("@/lib/env");
      const checks: Check[] = [];
      const steps: [name: string, look: () => Promise<Check>][] = [
        ["database", checkDatabase],
        ["roles", checkRoles],
        ["walls", checkWalls],
        ["migrations", () => checkMigrations(database.adminUrl)],
        ["worker", checkWorker],
        ["queue", checkQueue],
        ["freshness", checkFreshness],
        ["partitions", checkPartitions],
        ["disk", () => checkDisk(database.embedded ? env().ATTUNE_HOME : null)],
      ];
      for (const [name, look] of steps) {
        const check = await look().catch((error: unknown) => failed(name, (error as Error).message));
        checks.push(check);
        if (!json) show(check, say);
        // Without a database there is nothing else to look at.
        if (name === "database" && !check.ok) break;
      }
      return report(checks, print);
    } finally {
      await database.close();
    }
  },
};

const failed = (name: string, text: string): Check => ({ name, ok: false, text, details: [] });

async function checkDatabase(): Promise<Check> {
  const { appPool } = await import("@/lib/db/pools");
  const { rows } = await appPool().query<{ version: string; number: number }>(
    "select current_setting('server_version') as version, current_setting('server_version_num')::int as number",
  );
  const { version = "unknown", number = 0 } = rows[0] ?? {};
  if (number < 160_000) return failed("database", `PostgreSQL ${version}, but 16 or newer is needed`);
  return { name: "database", ok: true, text: `PostgreSQL ${version}`, details: [] };
}

function show(check: Check, say: (line: string) => void): void {
  say(`${check.ok ? "ok   " : "WRONG"}  ${check.name.padEnd(11)} ${check.text}`);
  for (const detail of check.details) say(`                    ${detail}`);
}

function report(checks: readonly Check[], print: (text: string, data: unknown) => void): number {
  const bad = checks.filter((check) => !check.ok);
  const names = bad.map((check) => check.name).join(", ");
  print(bad.length === 0 ? "All is well." : `Something is wrong: ${names}.`, { ok: bad.length === 0, checks });
  return bad.length === 0 ? 0 : 1;
}
