import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export interface Part {
  name: string;
  /** What node is called with. */
  args: string[];
  env: Record<string, string | undefined>;
  /** Where its output goes; null leaves it on the terminal. */
  logFile: string | null;
}

export interface RunningPart {
  name: string;
  /** How often it ended by itself since it last ran for half a minute. */
  readonly failures: number;
  logFile: string | null;
  stop(): Promise<void>;
}

const settledMs = 30_000;
const longestPauseMs = 10_000;
const largestLogBytes = 20_000_000;

/** Starts a process and starts it again whenever it ends, with growing pauses, until `stop`. */
export function keepRunning(part: Part, say: (line: string) => void): RunningPart {
  let child: ChildProcess | undefined;
  let failures = 0;
  let stopping = false;

  const once = async () => {
    const startedAt = Date.now();
    const log = part.logFile === null ? "inherit" : openLog(part.logFile);
    // A process group of its own: Ctrl-C in the terminal is for the start alone, which then stops the parts in order.
    child = spawn(process.execPath, ["--import", new URL("./follow-parent.mjs", import.meta.url).href, ...part.args], {
      env: { ...part.env, ATTUNE_PARENT: String(process.pid) } as unknown as NodeJS.ProcessEnv,
      detached: true,
      stdio: ["ignore", log, log, "ipc"],
    });
    if (typeof log === "number") closeSync(log);
    const end = await endOf(child);
    if (stopping) return;
    if (Date.now() - startedAt > settledMs) failures = 0;
    failures += 1;
    const pauseMs = Math.min(125 * 2 ** failures, longestPauseMs);
    say(`${part.name} ended (${end}); it is started again${part.logFile ? `, its log is ${part.logFile}` : ""}.`);
    await delay(pauseMs, undefined, { ref: false });
  };
  const ended = (async () => {
    while (!stopping) await once();
  })();

  return {
    name: part.name,
    logFile: part.logFile,
    get failures() {
      return failures;
    },
    async stop() {
      stopping = true;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const force = setTimeout(() => child?.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(force);
    },
  };
}

/** The last lines of a log, for the message about what did not work. */
export function lastLines(file: string | null, count = 15): string {
  if (!file || !existsSync(file)) return "";
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n");
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((done) => {
    child.once("error", (error) => done(error.message));
    child.once("exit", (code, signal) => done(signal ? `signal ${signal}` : `code ${code}`));
  });
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > largestLogBytes) renameSync(file, `${file}.old`);
  return openSync(file, "a", 0o600);
}
