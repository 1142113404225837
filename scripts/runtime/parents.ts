import { readFileSync } from "node:fs";
import { stampOf } from "./lock.mjs";

/**
 * Calls `onGone` when npm, or the shell that npm put in between, has died: kill -9 of `npm start` would otherwise leave
 * everything running with nobody in charge. Does nothing when the start was not begun by npm.
 */
export function watchParents(onGone: () => void): void {
  if (!process.env.npm_lifecycle_event || process.platform !== "linux") return;
  const watched = listParents(process.ppid).map((pid) => ({ pid, stamp: stampOf(pid) }));
  const timer = setInterval(() => {
    if (watched.every(({ pid, stamp }) => stampOf(pid) === stamp)) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}

function listParents(pid: number): number[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
  const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  return /^(sh|dash|bash|ash)$/.test(name) && parent > 1 ? [pid, parent] : [pid];
}
