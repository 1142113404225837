import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type EmbeddedServer, ensureEmbedded, ensureHome } from "@/lib/db/embedded";
import { parseEnv } from "@/lib/env";
import { demoAccounts, demoPassword } from "@/lib/identity/demo";
import { type DatabaseAddress, partEnvironment, setUpEnvironment } from "./environment";
import { keepRunning, lastLines, type RunningPart } from "./keep-running";
import { readLock, takeLock } from "./lock.mjs";
import { openDatabase } from "./open-database";
import { watchParents } from "./parents";
import { requirePort } from "./ports";
import { runSetUp } from "./run-set-up";
import { stopSteps } from "./step-process";
import { build, generate, hashOf } from "./steps";

const readyLimitMs = 120_000;

const startedAt = Date.now();
const env = parseEnv(process.env);
const home = shorten(env.ATTUNE_HOME);
ensureHome(env.ATTUNE_HOME);
const lock = await takeHome();
let stopping = false;
let parts: RunningPart[] = [];
let server: EmbeddedServer | null = null;

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
watchParents(() => void stop());

try {
  await start();
} catch (error) {
  if (!stopping) {
    await stop(1, error instanceof Error ? error.message : String(error));
  }
}

async function start(): Promise<void> {
  if (!env.DATABASE_URL && (env.DATABASE_APP_URL || env.DATABASE_PLATFORM_URL)) {
    throw new Error("DATABASE_APP_URL and DATABASE_PLATFORM_URL belong to DATABASE_URL, which is not set.");
  }
  await requirePort(env.PORT);
  say("");
  await generate();
  const database = await openDatabase(env, say);
  server = database.server;
  const serverText = database.embedded ? `embedded PostgreSQL in ${home}` : new URL(database.adminUrl).host;
  say(`  database  ${serverText} ${since()}`);
  // Both use one core most of the time.
  const [tenants] = await Promise.all([
    setUp(database),
    build(() => say("  build     making the production build; this takes about a minute")).then(() =>
      say(`  build     up to date ${since()}`),
    ),
  ]);
  if (stopping) return;
  if (server) void keepDatabase(server);
  startParts(database);
  await untilHealthy();
  lock.note({ ready: true });
  announce(database, tenants);
}

/** Roles, migrations, queues and the demo. Skipped when this very code has already done it to this very database. */
async function setUp(database: DatabaseAddress): Promise<number | null> {
  const recordFile = join(env.ATTUNE_HOME, "set-up.json");
  const record = readRecord(recordFile);
  const state = server ? fingerprint(server) : null;
  if (state !== null && record.state === state && record.demo !== "begun") {
    say(`  set-up    up to date ${since()}`);
    return null;
  }
  const wanted = database.embedded && process.env.ATTUNE_DEMO !== "0";
  const outcome = await runSetUp({
    env: setUpEnvironment(env, database),
    demo: !wanted ? "none" : record.demo === "begun" ? "resume" : "if-empty",
    onSeeding: () => {
      say("  demo      filling three tenants with 90 days of events");
      writeFileSync(recordFile, JSON.stringify({ demo: "begun" }));
    },
  });
  for (const change of outcome.changes) say(`  set-up    ${change}`);
  if (state !== null) writeFileSync(recordFile, JSON.stringify({ state, demo: "done" }));
  say(`  set-up    done ${since()}`);
  return outcome.tenants;
}

function readRecord(file: string): { state?: string; demo?: "begun" | "done" } {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as { state?: string; demo?: "begun" | "done" };
  } catch {
    return {};
  }
}

/** Changes with the code that sets up, with the cluster and with its password. */
function fingerprint({ adminUrl, dataDir }: EmbeddedServer): string {
  const cluster = statSync(join(dataDir, "PG_VERSION")).mtimeMs;
  const code = hashOf(["prisma", "lib", "scripts/runtime", "package-lock.json"]);
  return createHash("sha256").update(`${code} ${cluster} ${adminUrl}`).digest("hex");
}

/** Starts the embedded server again whenever it ends by itself; web and worker reconnect. */
async function keepDatabase(first: EmbeddedServer): Promise<void> {
  let current = first;
  for (let attempt = 1; ; attempt++) {
    await current.exited;
    if (stopping) return;
    say("The database ended; it is started again.");
    try {
      current = await ensureEmbedded({ home: env.ATTUNE_HOME, onNotice: say });
      server = current;
      attempt = 0;
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      await delay(Math.min(1000 * attempt, 10_000));
    }
  }
}

function startParts(database: DatabaseAddress): void {
  const environment = partEnvironment(env, database, "production");
  const log = (name: string) => join(env.ATTUNE_HOME, "logs", `${name}.log`);
  const worker = ["--conditions=react-server", "--import", "tsx", "worker.ts"];
  parts = [
    keepRunning({ name: "web", args: ["scripts/start-web.mjs"], env: environment, logFile: log("web") }, say),
    keepRunning({ name: "worker", args: worker, env: environment, logFile: log("worker") }, say),
  ];
}

async function untilHealthy(): Promise<void> {
  const deadline = Date.now() + readyLimitMs;
  let state = "no answer";
  while (Date.now() < deadline) {
    if (stopping) return;
    const broken = parts.find((part) => part.failures >= 4);
    if (broken) throw new Error(`${broken.name} does not start:\n${lastLines(broken.logFile)}`);
    try {
      const response = await fetch(`http://127.0.0.1:${env.PORT}/api/health`);
      if (response.status === 200) return;
      state = await response.text();
    } catch {
      // It does not listen yet.
    }
    await delay(100);
  }
  throw new Error(`Attune did not become ready within ${readyLimitMs / 1000} s: ${state}. Logs: ${home}/logs`);
}

function announce(database: DatabaseAddress, tenants: number | null): void {
  say("");
  say(`Attune is ready at ${env.ATTUNE_URL}`);
  say("");
  if (database.embedded && process.env.ATTUNE_DEMO !== "0") {
    say(`  Sign in with the password  ${demoPassword}`);
    for (const { email, name } of demoAccounts) say(`    ${email.padEnd(34)} ${name}`);
    say("");
  } else if (tenants === 0) {
    say("  There is no tenant yet. Make the first one and its first admin, with the same DATABASE_URL:");
    say('    npm run -s attune -- tenants create --slug acme --name "Acme" --time-zone Europe/Berlin');
    say("    npm run -s attune -- users create --email you@acme.example --name You --tenant acme --role admin");
    say("");
  }
  say(`  ${since()} Logs are in ${home}/logs. Ctrl-C stops everything.`);
}

async function takeHome(): Promise<NonNullable<Awaited<ReturnType<typeof takeLock>>>> {
  const file = join(env.ATTUNE_HOME, "start.lock");
  // Long enough for one that is just stopping.
  const waitMs = readLock(file)?.data.stopping ? 30_000 : 2500;
  const taken = await takeLock(file, { waitMs, data: { url: env.ATTUNE_URL } });
  if (taken) return taken;
  const holder = readLock(file);
  console.error(
    `Attune is already running from this home (${home}): ${String(holder?.data.url ?? "")}\n` +
      `Stop that one first, or start a second one beside it: PORT=${env.PORT + 1} ATTUNE_HOME=.attune-2 npm start`,
  );
  process.exit(1);
}

/** Stops the parts, then the database under them. */
async function stop(code = 0, message?: string): Promise<never> {
  if (stopping) return new Promise<never>(() => {});
  stopping = true;
  if (message) console.error(`\n${message}`);
  else say("\nStopping …");
  lock.note({ stopping: true });
  await stopSteps();
  await Promise.all(parts.map((part) => part.stop()));
  await server?.stop();
  lock.release();
  if (!message) say("Attune has stopped.");
  process.exit(code);
}

function shorten(path: string): string {
  const inside = relative(process.cwd(), path);
  return inside.startsWith("..") ? path : inside || ".";
}

function since(): string {
  return `(${((Date.now() - startedAt) / 1000).toFixed(1)} s)`;
}

function say(line: string): void {
  console.log(line);
}
