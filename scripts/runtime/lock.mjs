// Built-ins only: this runs before anything is installed.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * A lock file that names the processes which hold it. It is stale as soon as none of them lives: a crash or kill -9
 * blocks nobody. Process ids are reused, so each is kept with the moment its process began.
 * @typedef {{ pid: number, stamp: string }} Holder
 * @typedef {{ holders: Holder[], data: Record<string, unknown> }} Content
 */

/** @param {number} pid @returns {string} when that process began; empty when there is none */
export function stampOf(pid) {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      // A zombie holds nothing any more.
      return fields[0] === "Z" ? "" : (fields[19] ?? "");
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** @param {number} pid @returns {Holder} */
const holderOf = (pid) => ({ pid, stamp: stampOf(pid) });

/**
 * Takes the lock, at once or as soon as its holders are gone.
 * @param {string} path
 * @param {{ waitMs?: number, onWait?: (content: Content) => void, data?: Record<string, unknown> }} [options]
 */
export async function takeLock(path, { waitMs = 0, onWait, data = {} } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const deadline = Date.now() + waitMs;
  /** @type {Content} */
  const content = { holders: [holderOf(process.pid)], data };
  let told = false;
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify(content), { flag: "wx" });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
    const held = readLock(path);
    if (held) {
      if (Date.now() >= deadline) return null;
      if (!told) onWait?.(held);
      told = true;
      await delay(200);
    } else {
      removeStale(path);
    }
  }
  const save = () => {
    const partial = `${path}.${process.pid}`;
    writeFileSync(partial, JSON.stringify(content));
    renameSync(partial, path);
  };
  return {
    /** @param {number} pid */
    add(pid) {
      content.holders.push(holderOf(pid));
      save();
    },
    /** @param {Record<string, unknown>} more */
    note(more) {
      Object.assign(content.data, more);
      save();
    },
    release() {
      rmSync(path, { force: true });
    },
  };
}

/** @param {string} path @returns {Content | null} what the living holders wrote; null when nobody holds the lock */
export function readLock(path) {
  try {
    const content = /** @type {Content} */ (JSON.parse(readFileSync(path, "utf8")));
    return content.holders.some(({ pid, stamp }) => stamp !== "" && stampOf(pid) === stamp) ? content : null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) return null;
    // Its holder may be writing it at this very moment.
    const fresh = Date.now() - statSync(path, { throwIfNoEntry: false })?.mtimeMs < 2000;
    return fresh ? { holders: [], data: {} } : null;
  }
}

/** Two that find the same stale lock must not remove each other's new one: what was moved away is looked at again. */
function removeStale(/** @type {string} */ path) {
  const moved = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, moved);
  } catch {
    return;
  }
  if (readLock(moved)) renameSync(moved, path);
  else rmSync(moved, { force: true });
}
