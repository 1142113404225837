import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** @typedef {{ pid: number, parent: number, command: string, owner: number }} Process */

/** One `npm start` as in a terminal of its own: a process group that Ctrl-C reaches as a whole. */
export class Start {
  /** @type {Set<Start>} */
  static all = new Set();

  /**
   * @param {string} cwd
   * @param {Record<string, string | number>} env
   * @param {string[]} [command] node arguments, or a command line that begins with npm
   * @param {string} [user] the account to run under
   */
  constructor(cwd, env, command = ["npm", "start"], user) {
    const { DATABASE_URL: _url, ATTUNE_HOME: _home, ...inherited } = process.env;
    const merged = {
      ...inherited,
      ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, String(value)])),
    };
    const [program = "", ...args] = command[0] === "npm" ? command : [process.execPath, "--import", "tsx", ...command];
    const line = user
      ? ["runuser", "-u", user, "--", "env", `HOME=/home/${user}`, program, ...args]
      : [program, ...args];
    this.startedAt = Date.now();
    this.seconds = "";
    this.output = "";
    this.child = spawn(line[0] ?? "", line.slice(1), {
      cwd,
      env: merged,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (chunk) => {
        this.output += chunk;
      });
    }
    this.ended = new Promise((done) => this.child.once("exit", (code, signal) => done(code ?? signal)));
    Start.all.add(this);
  }

  get pid() {
    return this.child.pid ?? 0;
  }

  /** @param {number} limitS */
  async ready(limitS) {
    const end = this.ended.then(() => {
      throw new Error(`it ended before it was ready:\n${this.output}`);
    });
    end.catch(() => {});
    await Promise.race([until(async () => this.output.includes("Attune is ready at"), limitS), end]).catch((error) => {
      throw new Error(`${error.message}\n${this.output}`);
    });
    this.seconds = ((Date.now() - this.startedAt) / 1000).toFixed(1);
  }

  /** Seconds until the first page of the app comes. @param {number} port @param {number} limitS */
  async firstPage(port, limitS) {
    await until(async () => {
      const response = await fetch(`http://localhost:${port}/en/sign-in`).catch(() => null);
      return response?.status === 200 && (await response.text()).includes("</html>");
    }, limitS);
    return ((Date.now() - this.startedAt) / 1000).toFixed(1);
  }

  /** @param {NodeJS.Signals} signal */
  signal(signal) {
    process.kill(-this.pid, signal);
  }

  /** The code it ends with. @param {number} limitS */
  async end(limitS) {
    const late = delay(limitS * 1000).then(() => {
      throw new Error(`it did not end within ${limitS} s:\n${this.output}`);
    });
    late.catch(() => {});
    const code = await Promise.race([this.ended, late]);
    Start.all.delete(this);
    return code;
  }

  /** kill -9 of it and everything below it, at once. */
  killAll() {
    for (const { pid } of [...descendants(this.pid), this]) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It went with another.
      }
    }
    Start.all.delete(this);
  }

  /** Ends what a failed scenario left running. */
  static killAll() {
    for (const start of Start.all) start.killAll();
  }
}

/** @param {() => Promise<boolean>} ask @param {number} limitS */
export async function until(ask, limitS) {
  const deadline = Date.now() + limitS * 1000;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`waited ${limitS} s in vain`);
    await delay(40);
  }
}

/** Every process below one, whatever group it is in. @param {number} root @returns {Process[]} */
export function descendants(root) {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const found = new Set([root]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => pid !== root && found.has(pid));
}

/** @param {number} root megabytes of it and everything below it; `pss` counts shared pages once */
export function memoryOf(root) {
  let rss = 0;
  let pss = 0;
  const lines = [];
  for (const { pid, command } of [{ pid: root, command: "npm start" }, ...descendants(root)]) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      const [mineRss = 0, minePss = 0] = ["Rss", "Pss"].map(
        (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(rollup)?.[1]) / 1024,
      );
      rss += mineRss;
      pss += minePss;
      lines.push(`${minePss.toFixed(0).padStart(4)} MB  ${command.slice(0, 90)}`);
    } catch {
      // It ended while we looked.
    }
  }
  return { rss: Math.round(rss), pss: Math.round(pss), lines };
}

/** @param {number} pid @returns {Process | null} */
function readProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z") return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { pid, parent: Number(parent), command, owner: statSync(`/proc/${pid}`).uid };
  } catch {
    return null;
  }
}

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
export function isFree(port) {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, () => server.close(() => done(true)));
  });
}
