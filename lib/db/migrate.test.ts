import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedServer, ensureEmbedded } from "@/lib/db/embedded";
import { MigrationChangedError, migrate } from "@/lib/db/migrate";
import { deriveUrls, ensureRoles, type RoleUrls } from "@/lib/db/roles";

// Roles belong to a whole server, so these tests have one of their own.
const home = join(tmpdir(), `attune migrate ${process.pid}`);
let server: EmbeddedServer;
let urls: RoleUrls;
const folders: string[] = [];

/** A folder of migrations, one for each statement. */
function migrationsOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "attune-migrations-"));
  folders.push(folder);
  for (const [name, sql] of Object.entries(files)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "migration.sql"), sql);
  }
  return folder;
}

async function ask(connectionString: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  server = await ensureEmbedded({ home, settings: { fsync: "off", shared_buffers: "16MB" } });
  urls = deriveUrls(server.adminUrl);
});

afterAll(async () => {
  await server.stop();
  for (const folder of [server.dataDir, home, ...folders]) rmSync(folder, { recursive: true, force: true });
});

describe("the roles", () => {
  it("are made once, with passwords that follow from the admin's", async () => {
    expect(await ensureRoles(server.adminUrl)).toHaveLength(3);
    expect(await ensureRoles(server.adminUrl)).toEqual([]);
    expect(deriveUrls(server.adminUrl)).toEqual(urls);
    expect(await ask(urls.appUrl, "select current_user as role")).toEqual([{ role: "attune_app" }]);
  });

  it("have no power over the server, and only the owner may build", async () => {
    const rows = await ask(
      server.adminUrl,
      `select rolname as role, rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication as power,
              has_database_privilege(rolname, current_database(), 'create') as builds
       from pg_roles where rolname like 'attune\\_%' and rolname <> 'attune_admin' order by rolname`,
    );
    expect(rows).toEqual([
      { role: "attune_app", power: false, builds: false },
      { role: "attune_owner", power: false, builds: true },
      { role: "attune_platform", power: false, builds: false },
    ]);
  });

  it("are put right when they were changed", async () => {
    await ask(server.adminUrl, "alter role attune_app bypassrls password 'another'");
    await ask(server.adminUrl, "alter role attune_platform nologin");
    const changes = await ensureRoles(server.adminUrl);
    expect(changes).toEqual([
      expect.stringMatching(/attune_app had rights/),
      expect.stringMatching(/attune_app had another password/),
      expect.stringMatching(/attune_platform had another password/),
    ]);
    expect(await ask(urls.platformUrl, "select current_user as role")).toEqual([{ role: "attune_platform" }]);
  });

  it("take the passwords that web and worker are told", async () => {
    const told = new URL(urls.appUrl);
    told.password = "given by the operator";
    await ensureRoles(server.adminUrl, { appUrl: told.toString() });
    expect(await ask(told.toString(), "select current_user as role")).toEqual([{ role: "attune_app" }]);
    await ensureRoles(server.adminUrl);
  });

  it("say where the database cannot be reached", async () => {
    const url = new URL(server.adminUrl);
    url.port = "1";
    await expect(ensureRoles(url.toString())).rejects.toThrow(
      /127\.0\.0\.1:1\/attune cannot be reached \(DATABASE_URL\)/,
    );
  });
});

describe("a migration", () => {
  const first = "create table first (id int);\ngrant select on first to attune_app;\n";

  it("that fails leaves nothing, says where, and can be repeated", async () => {
    const broken = `${first}create function f() returns int language sql as $$ select 1; $$;\ninsert into nowhere values (1);\n`;
    const failing = migrationsOf({ "0001_first": broken });
    await expect(migrate(urls.ownerUrl, { queues: [], folder: failing })).rejects.toThrow(
      /0001_first failed.*nowhere.*line 4/,
    );
    expect(await ask(server.adminUrl, "select to_regclass('first') as first")).toEqual([{ first: null }]);
    expect(await ask(server.adminUrl, "select count(*)::int as n from _prisma_migrations")).toEqual([{ n: 0 }]);

    const mended = migrationsOf({ "0001_first": first });
    expect(await migrate(urls.ownerUrl, { queues: [], folder: mended })).toEqual(["0001_first"]);
    expect(await migrate(urls.ownerUrl, { queues: [], folder: mended })).toEqual([]);
  });

  it("is applied once by two that start together, and belongs to the owner", async () => {
    const folder = migrationsOf({ "0001_first": first, "0002_second": "create table second (id int);" });
    const applied = await Promise.all([1, 2].map(() => migrate(urls.ownerUrl, { queues: [], folder })));
    expect(applied.flat()).toEqual(["0002_second"]);
    expect(await ask(server.adminUrl, "select tableowner from pg_tables where tablename = 'second'")).toEqual([
      { tableowner: "attune_owner" },
    ]);
  });

  it("that was edited afterwards is refused, as is a database that is ahead", async () => {
    const edited = migrationsOf({ "0001_first": `${first}-- edited`, "0002_second": "create table second (id int);" });
    await expect(migrate(urls.ownerUrl, { queues: [], folder: edited })).rejects.toThrow(MigrationChangedError);
    const older = migrationsOf({ "0001_first": first });
    await expect(migrate(urls.ownerUrl, { queues: [], folder: older })).rejects.toThrow(/newer Attune \(0002_second\)/);
  });

  it("comes with the queues, which the app may use and not make", async () => {
    const folder = migrationsOf({ "0001_first": first, "0002_second": "create table second (id int);" });
    await migrate(urls.ownerUrl, { queues: ["letters", "parcels"], folder });
    const names = "select name from pgboss.queue order by name";
    expect(await ask(urls.appUrl, names)).toEqual(
      ["__pgboss__send-it", "letters", "parcels"].map((name) => ({ name })),
    );
    await expect(ask(urls.appUrl, "select pgboss.create_queue('new', '{}')")).rejects.toThrow(/permission denied/);
    await expect(ask(urls.platformUrl, names)).rejects.toThrow(/permission denied/);
  });
});
