import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import PgBoss from "pg-boss";
import { databaseRoles } from "@/lib/db/roles";

export interface MigrateOptions {
  /** Names of the job queues that must exist; making one is DDL, so it cannot wait until the worker runs. */
  queues: readonly string[];
  /** The folder that holds a folder with a migration.sql for each migration. */
  folder?: string;
}

/** A migration file differs from what this database was built with; only a new database or a new migration helps. */
export class MigrationChangedError extends Error {}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Tables of the queue that web and worker use. Nothing is granted on their partitions. */
const queueTables = ["version", "queue", "schedule", "subscription", "job", "archive"];

/** Created by the queue itself for its schedules, on its first start. */
const internalQueue = "__pgboss__send-it";

/**
 * Brings the database up to date as attune_owner: the migrations of prisma/migrations, then the tables and queues of
 * pg-boss. Safe to repeat and to run twice at once.
 * @returns the names of the migrations that were applied now
 */
export async function migrate(ownerUrl: string, options: MigrateOptions): Promise<string[]> {
  const migrations = readMigrations(options.folder ?? join(process.cwd(), "prisma", "migrations"));
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: "attune-migrate",
  });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended('attune migrations', 0))");
    const applied = await applyPending(client, migrations);
    await prepareQueue(client, ownerUrl, options.queues);
    return applied;
  } finally {
    await client.end();
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const content = readFileSync(join(folder, name, "migration.sql"));
      return {
        name,
        sql: content.toString("utf8"),
        checksum: createHash("sha256").update(content).digest("hex"),
      };
    });
}

async function applyPending(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  // The table that `prisma migrate` keeps, so that its commands read the same history.
  await client.query(`create table if not exists public._prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select migration_name as name, checksum from public._prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const done = new Map(rows.map((row) => [row.name, row.checksum]));
  const unknown = rows.filter((row) => !migrations.some((migration) => migration.name === row.name));
  if (unknown.length > 0) {
    const names = unknown.map((row) => row.name).join(", ");
    throw new Error(`The database was migrated by a newer Attune (${names}). Start that version, or restore a backup.`);
  }
  const pending = migrations.filter((migration) => !done.has(migration.name));
  for (const migration of migrations) {
    const checksum = done.get(migration.name);
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new MigrationChangedError(`The migration ${migration.name} was edited after this database had applied it.`);
    }
  }
  for (const migration of pending) await apply(client, migration);
  return pending.map((migration) => migration.name);
}

/** The statements and the note that they ran are one transaction: a killed migration leaves nothing, a finished one is known. */
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query(
      `insert into public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw new Error(`The migration ${migration.name} failed and was undone: ${locate(error, migration.sql)}`, {
      cause: error,
    });
  }
}

function locate(error: unknown, sql: string): string {
  const { message, position } = error as { message: string; position?: string };
  return position ? `${message} (line ${sql.slice(0, Number(position)).split("\n").length})` : message;
}

async function prepareQueue(client: pg.Client, ownerUrl: string, queues: readonly string[]): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: "pgboss",
    supervise: false,
    schedule: false,
    max: 1,
  });
  const failures: Error[] = [];
  boss.on("error", (error) => failures.push(error));
  await boss.start();
  await boss.stop({ graceful: false });
  if (failures[0]) throw failures[0];

  const { rows } = await client.query<{ name: string }>("select name from pgboss.queue");
  const existing = new Set(rows.map((row) => row.name));
  for (const name of [internalQueue, ...queues]) {
    if (existing.has(name)) continue;
    await client.query("select pgboss.create_queue($1, $2)", [name, JSON.stringify({ policy: "standard" })]);
  }
  await client.query(`grant usage on schema pgboss to ${databaseRoles.app}`);
  const tables = queueTables.map((table) => `pgboss.${table}`).join(", ");
  await client.query(`grant select, insert, update, delete on ${tables} to ${databaseRoles.app}`);
}
