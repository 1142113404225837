import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Whether a process with this id exists, under whatever user. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}

/** The server that really serves this data folder now, whatever postmaster.pid claims after a crash. */
export function findPostmaster(dataDir: string): { pid: number; ready: boolean } | null {
  const lines = readLockFile(dataDir);
  const pid = Number(lines?.[0]);
  if (!lines || !Number.isInteger(pid) || pid <= 0 || !servesFolder(pid, dataDir)) return null;
  return { pid, ready: lines[7]?.trim() === "ready" };
}

/**
 * PostgreSQL believes a stale postmaster.pid when its process id lives again in something else, or is a zombie that
 * nobody reaped, and then never starts. It ignores the id of its own parent: so ours is written there. The rest of the
 * file stays, because the shared memory named in it is how PostgreSQL notices backends that outlived a killed server.
 */
export function passAsOwnParent(dataDir: string): void {
  const lines = readLockFile(dataDir);
  if (!lines || findPostmaster(dataDir)) return;
  writeFileSync(join(dataDir, "postmaster.pid"), [String(process.pid), ...lines.slice(1)].join("\n"));
}

/** Stops a server: connections are cut and data is written; force comes after 20 seconds. */
export async function stopPostmaster(pid: number, dataDir: string): Promise<void> {
  for (const [signal, limitMs] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + limitMs;
    while (Date.now() < deadline) {
      if (!servesFolder(pid, dataDir)) return;
      await delay(20);
    }
  }
  throw new Error(`The database server (process ${pid}) does not stop.`);
}

function readLockFile(dataDir: string): string[] | null {
  const path = join(dataDir, "postmaster.pid");
  if (!existsSync(path)) return null;
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return null;
  }
}

function servesFolder(pid: number, dataDir: string): boolean {
  if (!alive(pid)) return false;
  if (process.platform === "linux") {
    // A server's working folder is its data folder; a zombie has none.
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir);
    } catch {
      return false;
    }
  }
  try {
    const command = execFileSync("ps", ["-o", "stat=,comm=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return !command.startsWith("Z") && command.includes("postgres");
  } catch {
    return false;
  }
}
