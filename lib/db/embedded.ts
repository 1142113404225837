import { spawn } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join, relative, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type Account, bareEnvironment, findAccount, placeBinaries, placeData, runAs } from "./embedded-binaries";
import { alive, findPostmaster, passAsOwnParent, stopPostmaster } from "./postmaster";

const superuser = "attune_admin";
const database = "attune";
const startLimitMs = 60_000;

/** A running embedded server. */
export interface EmbeddedServer {
  /** Connection URL of the cluster's superuser, database `attune`. */
  adminUrl: string;
  port: number;
  dataDir: string;
  /** False when another living process owns the server; `stop` then leaves it alone. */
  startedByUs: boolean;
  /** Resolves when the server has gone, for whatever reason. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder that keeps the server's data, log, port and password. Made when absent. */
  home: string;
  /** PostgreSQL settings that override ours. */
  settings?: Record<string, string>;
  onNotice?: (message: string) => void;
}

interface State {
  port: number;
  password: string;
  dataDir: string;
  /** The process that stops the server when it ends. A server whose owner is gone is an orphan. */
  ownerPid: number;
}

/**
 * The embedded PostgreSQL of a home, running and reachable: adopts a server that a living process owns, replaces an
 * orphan, and otherwise starts it, creating the cluster on first use. Listens on 127.0.0.1 alone.
 * @throws Error with what to do when no server can be had
 */
export async function ensureEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const home = resolve(options.home);
  const onNotice = options.onNotice ?? (() => {});
  ensureHome(home);
  const state = readState(home) ?? createState(home, onNotice);
  const owner = existsSync(state.dataDir) ? statSync(state.dataDir).uid : undefined;
  if (owner !== undefined && process.getuid && process.getuid() !== 0 && owner !== process.getuid()) {
    throw new Error(
      `The database in ${state.dataDir} belongs to another user of this machine. ` +
        "Start Attune as that user, or choose another folder with ATTUNE_HOME.",
    );
  }
  const account = findAccount(owner);
  const bin = placeBinaries(account, onNotice);
  if (!existsSync(state.dataDir)) initialise(bin, state, account, options.settings?.fsync !== "off");

  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const running = findPostmaster(state.dataDir);
    const current = readState(home) ?? state;
    if (running && alive(current.ownerPid)) {
      if (running.ready) return adopt(current, running.pid);
    } else if (running) {
      onNotice("Stopping a database server that an earlier run left behind.");
      await stopPostmaster(running.pid, state.dataDir);
      continue;
    } else {
      const started = await start(home, bin, current, account, options.settings ?? {}, deadline);
      if (started) return started;
    }
    if (Date.now() > deadline) throw new Error(`PostgreSQL did not start. Its log is ${join(home, "postgres.log")}.`);
    await delay(100);
  }
}

/** Makes the folder when it is absent. Under root, PostgreSQL's account must be able to walk through it, not to list it. */
export function ensureHome(home: string): void {
  if (existsSync(home)) return;
  mkdirSync(home, { recursive: true });
  chmodSync(home, process.getuid?.() === 0 ? 0o711 : 0o700);
}

function stateFile(home: string): string {
  return join(home, "postgres.json");
}

function readState(home: string): State | null {
  if (!existsSync(stateFile(home))) return null;
  try {
    const state = JSON.parse(readFileSync(stateFile(home), "utf8")) as State;
    return { ...state, dataDir: resolve(home, state.dataDir) };
  } catch {
    return null;
  }
}

function writeState(home: string, state: State): void {
  const partial = `${stateFile(home)}.${process.pid}`;
  // A home that is moved takes its data along.
  const inside = relative(home, state.dataDir);
  const kept: State = { ...state, dataDir: inside.startsWith("..") ? state.dataDir : inside };
  writeFileSync(partial, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  renameSync(partial, stateFile(home));
}

function createState(home: string, onNotice: (message: string) => void): State {
  const folder = placeData(home, findAccount());
  if (folder !== home) onNotice(`PostgreSQL's account cannot enter ${home}; the database is kept in ${folder}.`);
  const state = {
    port: 0,
    password: randomBytes(24).toString("base64url"),
    dataDir: join(folder, "postgres"),
    ownerPid: process.pid,
  };
  writeState(home, state);
  return state;
}

/** Creates the cluster beside its final place and renames it when complete: an interrupted run leaves no half cluster. */
function initialise(bin: string, state: State, account: Account | null, durable: boolean): void {
  const folder = resolve(state.dataDir, "..");
  for (const name of readdirSync(folder)) {
    const pid = /^postgres\.new-(\d+)$/.exec(name)?.[1];
    if (pid && !alive(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const partial = `${state.dataDir}.new-${process.pid}`;
  const passwordFile = `${partial}.password`;
  mkdirSync(partial, { mode: 0o700 });
  writeFileSync(passwordFile, `${state.password}\n`, { mode: 0o600 });
  if (account) for (const path of [partial, passwordFile]) chownSync(path, account.uid, account.gid);
  try {
    const result = runAs(account, join(bin, "initdb"), [
      `--pgdata=${partial}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
      ...(durable ? [] : ["--no-sync"]),
    ]);
    if (result.status !== 0) throw new Error(`PostgreSQL's cluster could not be created: ${result.stderr.trim()}`);
    if (!existsSync(state.dataDir)) renameSync(partial, state.dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Settings for a small machine that must keep what it acknowledged. */
const baseSettings: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  effective_cache_size: "1GB",
  random_page_cost: "1.1",
  max_wal_size: "2GB",
  wal_compression: "on",
  checkpoint_timeout: "15min",
  jit: "off",
  io_method: "sync",
  max_logical_replication_workers: "0",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  log_checkpoints: "off",
  log_line_prefix: "%m [%p] ",
  // A session that forgot its transaction would hold back vacuum and every projector batch behind it.
  idle_in_transaction_session_timeout: "60s",
  // What the platform's system page shows as slow queries; costs a few per cent at most.
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.track_utility": "off",
};

async function start(
  home: string,
  bin: string,
  state: State,
  account: Account | null,
  overrides: Record<string, string>,
  deadline: number,
): Promise<EmbeddedServer | null> {
  passAsOwnParent(state.dataDir);
  const port = state.port && (await isFree(state.port)) ? state.port : await chooseFreePort();
  const owned: State = { ...state, port, ownerPid: process.pid };
  writeState(home, owned);

  const logFile = join(home, "postgres.log");
  if (existsSync(logFile) && statSync(logFile).size > 10_000_000) rmSync(logFile);
  const settings = { ...baseSettings, ...overrides };
  const log = openSync(logFile, "a", 0o600);
  // Its own process group: Ctrl-C in the terminal must reach it last, after those that use it.
  const child = spawn(
    join(bin, "postgres"),
    [
      "-D",
      state.dataDir,
      "-p",
      String(port),
      ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
    ],
    {
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
      cwd: "/",
      env: bareEnvironment,
      detached: true,
      stdio: ["ignore", log, log],
    },
  );
  closeSync(log);
  child.unref();
  let gone = false;
  const exited = new Promise<void>((done) => {
    child.once("error", () => done());
    child.once("exit", () => done());
  }).then(() => {
    gone = true;
  });
  while (!findPostmaster(state.dataDir)?.ready) {
    if (gone) return null;
    if (Date.now() > deadline) {
      child.kill("SIGQUIT");
      return null;
    }
    await delay(15);
  }
  const pid = child.pid;
  if (pid === undefined || findPostmaster(state.dataDir)?.pid !== pid) return null;
  watch(process.pid, pid);
  const stop = () => stopPostmaster(pid, state.dataDir);
  const server = {
    adminUrl: urlOf(owned),
    port,
    dataDir: state.dataDir,
    startedByUs: true,
    exited,
    stop,
  };
  try {
    await ensureDatabase(owned);
  } catch (error) {
    await stop();
    if ((error as { code?: string }).code !== "28P01") throw error;
    resetPassword(bin, owned, account);
    return null;
  }
  return server;
}

function adopt(state: State, pid: number): EmbeddedServer {
  const exited = (async () => {
    while (findPostmaster(state.dataDir)?.pid === pid) await delay(500, undefined, { ref: false });
  })();
  return {
    adminUrl: urlOf(state),
    port: state.port,
    dataDir: state.dataDir,
    startedByUs: false,
    exited,
    stop: async () => {},
  };
}

/** Stops the server soon after its owner has died without being able to (kill -9): a shell that waits costs nothing. */
function watch(ownerPid: number, serverPid: number): void {
  const script =
    'while kill -0 "$1" 2>/dev/null; do sleep 1; kill -0 "$2" 2>/dev/null || exit 0; done; kill -INT "$2" 2>/dev/null';
  spawn("/bin/sh", ["-c", script, "attune-watch", String(ownerPid), String(serverPid)], {
    cwd: "/",
    detached: true,
    stdio: "ignore",
  }).unref();
}

async function ensureDatabase(state: State): Promise<void> {
  const probe = new pg.Client({ connectionString: urlOf(state) });
  try {
    await probe.connect();
    await probe.end();
    return;
  } catch (error) {
    if ((error as { code?: string }).code !== "3D000") throw error;
  }
  const client = new pg.Client({ connectionString: urlOf(state, "postgres") });
  await client.connect();
  try {
    await client.query(`create database ${database} template template0`);
  } catch (error) {
    if ((error as { code?: string }).code !== "42P04") throw error;
  } finally {
    await client.end();
  }
}

/** When the file with the password was lost, single-user mode sets the new one: whoever owns the files may. */
function resetPassword(bin: string, state: State, account: Account | null): void {
  const result = runAs(account, join(bin, "postgres"), ["--single", "-D", state.dataDir, "postgres"], {
    input: `alter role ${superuser} password '${state.password}'\n`,
  });
  if (result.status !== 0) throw new Error(`The database's password could not be reset: ${result.stderr.trim()}`);
}

function urlOf(state: State, name = database): string {
  return `postgres://${superuser}:${state.password}@127.0.0.1:${state.port}/${name}`;
}

/** Below the range from which systems pick the ports of outgoing connections, so that a kept port stays ours. */
async function chooseFreePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error("No free port was found between 20000 and 32000 for the embedded PostgreSQL.");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen({ port, host: "127.0.0.1" }, () => server.close(() => done(true)));
  });
}
