// npm test [-- stage …]: everything that must hold, from a bare clone. Stages: types lint walls unit build e2e.
// Ends with the plain line `N passed, N failed`.
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install, root } from "./runtime/enter.mjs";
import { requireBrowser, requirePoppler } from "./testing/browser.mjs";
import { countPlaywright, countVitest, one, sum } from "./testing/counts.mjs";

/** @typedef {import("./testing/counts.mjs").Counts} Counts */

process.chdir(root);
const chosen = process.argv.slice(2);
const wanted = (/** @type {string} */ stage) => chosen.length === 0 || chosen.includes(stage);
const folder = mkdtempSync(join(tmpdir(), "attune-npm-test-"));
// PostgreSQL's account has to walk through it when this runs as root.
chmodSync(folder, 0o711);
const startedAt = Date.now();
/** @type {Map<string, Counts>} */
const results = new Map();
/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => finish(130));

try {
  await install();
  await prepare();
  // Types and lint are short and use every core; then one lane tests while the other builds and fills the demo.
  await Promise.all([stage("types", types), stage("lint", lint), stage("walls", walls)]);
  requirePoppler();
  const server = wanted("build") || wanted("e2e") ? buildAndServe() : Promise.resolve(null);
  await stage("unit", unit);
  const url = await server;
  if (wanted("e2e")) await stage("e2e", () => e2e(url));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  results.set("preparation", one(false));
}
finish(0);

/** What the stages stand on: without it none could say anything. */
async function prepare() {
  if (!(await run(["--import", "tsx", "scripts/runtime/generate.ts"])).ok)
    throw new Error("Prisma's client could not be generated.");
  // The types of addresses and of style sheets, which Next writes.
  if (!(await run(["node_modules/next/dist/bin/next", "typegen"], { quiet: true })).ok)
    throw new Error("Next could not write its types.");
}

/** Without what `next dev` wrote about addresses that may be gone by now. */
async function types() {
  return one((await run(["node_modules/typescript/bin/tsc", "--noEmit", "--project", "tsconfig.check.json"])).ok);
}

async function lint() {
  return one((await run(["node_modules/@biomejs/biome/bin/biome", "check", "."])).ok);
}

async function walls() {
  return one((await run(["scripts/walls.mjs"])).ok);
}

async function unit() {
  const report = join(folder, "vitest.json");
  const { ok } = await run([
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  return countVitest(report, ok);
}

/** The production build, and for the browser tests an Attune on it with the demo, on a home that is thrown away. */
async function buildAndServe() {
  let built = false;
  await stage(
    "build",
    async () => {
      built = (await run(["scripts/build.mjs"])).ok;
      return one(built);
    },
    true,
  );
  if (!built || !wanted("e2e")) return null;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const ready = await run(["scripts/start.mjs"], {
    env: {
      PORT: String(port),
      ATTUNE_HOME: join(folder, "home"),
      ATTUNE_URL: url,
      ATTUNE_WEBHOOKS_LOOPBACK: "1",
      DATABASE_URL: "",
      DATABASE_APP_URL: "",
      DATABASE_PLATFORM_URL: "",
    },
    until: "Attune is ready",
  });
  return ready.ok ? url : null;
}

async function e2e(/** @type {string | null} */ url) {
  if (!url) {
    console.log("The browser tests need a production build that starts.");
    return one(false);
  }
  const report = join(folder, "playwright.json");
  const { ok } = await run(["node_modules/@playwright/test/cli.js", "test"], {
    env: { ATTUNE_E2E_URL: url, ATTUNE_E2E_REPORT: report, CHROMIUM_PATH: await requireBrowser() },
  });
  return countPlaywright(report, ok);
}

/**
 * @param {string} name @param {() => Promise<Counts>} check @param {boolean} [always]
 */
async function stage(name, check, always = false) {
  if (!always && !wanted(name)) return;
  const begunAt = Date.now();
  /** @type {Counts} */
  let counts;
  try {
    counts = await check();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    counts = one(false);
  }
  results.set(name, counts);
  const state = counts.failed > 0 ? "FAILED" : "ok";
  console.log(`── ${name}: ${state} (${((Date.now() - begunAt) / 1000).toFixed(1)} s)`);
}

/**
 * Runs node with these arguments. Several run at once, so what one prints is shown as a whole when it has ended.
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, until?: string, quiet?: boolean }} [options] `until`: leaves the process running
 *   once it has printed this
 * @returns {Promise<{ ok: boolean }>}
 */
function run(args, { env = {}, until, quiet = false } = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    let output = "";
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      if (until && output.includes(until)) done({ ok: true });
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("close", (code) => {
      running.delete(child);
      if (!(quiet && code === 0) && !(until && code === 0)) process.stdout.write(output);
      done({ ok: code === 0 });
    });
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Stops what still runs, then says what came of it all. */
async function finish(/** @type {number} */ code) {
  const left = [...running];
  for (const child of left) child.kill("SIGTERM");
  await Promise.all(
    left.map((child) => new Promise((done) => (child.exitCode === null ? child.once("close", done) : done(null)))),
  );
  rmSync(folder, { recursive: true, force: true });
  const total = sum([...results.values()]);
  console.log("");
  for (const [name, { passed, failed, skipped }] of results) {
    console.log(`${name.padEnd(12)} ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  }
  console.log(`${"took".padEnd(12)} ${Math.round((Date.now() - startedAt) / 1000)} s`);
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`);
  process.exit(code || (total.failed > 0 || total.passed === 0 ? 1 : 0));
}
