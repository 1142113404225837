import "server-only";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** Where a database and this Attune's migrations differ, one line each, and how many migrations there are. Needs the administrator: the history is granted to nobody. */
export async function compareMigrations(adminUrl: string): Promise<{ migrations: number; problems: string[] }> {
  const folder = join(process.cwd(), "prisma", "migrations");
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "migration.sql")));
  const sumOf = (name: string) =>
    createHash("sha256")
      .update(readFileSync(join(folder, name, "migration.sql")))
      .digest("hex");
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; checksum: string }>(
      `select migration_name as name, checksum from public._prisma_migrations
       where finished_at is not null and rolled_back_at is null`,
    );
    const applied = new Map(rows.map((row) => [row.name, row.checksum]));
    const problems = [
      ...names
        .filter((name) => !applied.has(name))
        .map((name) => `${name} is not applied; start Attune, or run: migrate`),
      ...[...applied.keys()].filter((name) => !names.includes(name)).map((name) => `${name} is of a newer Attune`),
      ...names
        .filter((name) => applied.has(name) && applied.get(name) !== sumOf(name))
        .map((name) => `${name} was edited after it was applied`),
    ];
    return { migrations: names.length, problems };
  } finally {
    await client.end();
  }
}
