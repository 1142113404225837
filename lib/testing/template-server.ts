import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedServer, ensureEmbedded } from "@/lib/db/embedded";
import { alive } from "@/lib/db/postmaster";
import { prepareDatabase } from "@/scripts/runtime/prepare-database";

const runPrefix = "attune-test-";
const templatePrefix = "attune-template-";
const templateLifeMs = 24 * 3600_000;

/** Nothing on a test's server must survive a power cut. */
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  shared_buffers: "64MB",
};

/**
 * A throw-away server whose database is migrated. A cluster with the migrations of this very code is kept between runs and
 * copied, because making one costs more than most runs of a single test.
 */
export async function startTestServer(): Promise<{ server: EmbeddedServer; remove(): Promise<void> }> {
  removeLeftovers();
  const home = join(tmpdir(), `${runPrefix}${process.pid}`);
  const template = join(tmpdir(), `${templatePrefix}${process.getuid?.() ?? 0}-${hashOfSchema()}`);
  if (!isOurs(template)) await makeTemplate(template);
  if (isOurs(template)) copyHome(template, home);
  const server = await ensureEmbedded({ home, settings });
  if (!isOurs(template)) await prepareDatabase(server.adminUrl);
  return {
    server,
    remove: async () => {
      await server.stop();
      for (const folder of [server.dataDir, home]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(template: string): Promise<void> {
  const home = `${template}.${process.pid}`;
  const server = await ensureEmbedded({ home, settings });
  await prepareDatabase(server.adminUrl);
  await server.stop();
  // Where the data had to be placed elsewhere (a temporary folder that PostgreSQL's account cannot enter), there is no template.
  if (server.dataDir.startsWith(home) && !existsSync(template)) renameSync(home, template);
  for (const folder of [server.dataDir, home]) rmSync(folder, { recursive: true, force: true });
}

function copyHome(template: string, home: string): void {
  const copied = spawnSync("cp", ["-a", template, home], { encoding: "utf8" });
  if (copied.status !== 0) throw new Error(`The test database could not be copied: ${copied.stderr}`);
  // A port of its own: other runs copy the same template.
  const file = join(home, "postgres.json");
  const state = JSON.parse(readFileSync(file, "utf8")) as { port: number };
  writeFileSync(file, JSON.stringify({ ...state, port: 0 }));
}

/** A folder of that name that another user of the machine made is not to be trusted. */
function isOurs(template: string): boolean {
  return existsSync(template) && statSync(template).uid === (process.getuid?.() ?? 0);
}

function hashOfSchema(): string {
  const hash = createHash("sha256");
  const add = (path: string) => hash.update(path).update(readFileSync(path));
  for (const name of readdirSync("prisma/migrations").sort()) {
    const file = join("prisma/migrations", name, "migration.sql");
    if (existsSync(file)) add(file);
  }
  // What makes roles and queues, and the names of the queues.
  for (const file of ["lib/db/embedded.ts", "lib/db/migrate.ts", "lib/db/roles.ts", "package-lock.json"]) add(file);
  for (const file of listJobFiles("lib")) add(file);
  return hash.digest("hex").slice(0, 16);
}

function listJobFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /(^|\/)(jobs|registry|projections?)\.ts$/.test(path))
    .map((path) => join(folder, path))
    .sort();
}

/** A run that was killed could not remove its folder (its server has stopped by itself); a template has its day. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const path = join(tmpdir(), name);
    const pid = new RegExp(`^(?:${runPrefix}|${templatePrefix}.*\\.)(\\d+)$`).exec(name)?.[1];
    const old =
      name.startsWith(templatePrefix) &&
      Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > templateLifeMs;
    if ((pid && !alive(Number(pid))) || old) rmSync(path, { recursive: true, force: true });
  }
}
