// Built-ins only: this is where a bare clone begins.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { takeLock } from "./lock.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Makes sure that Node and the packages are there, then runs a TypeScript file of scripts/runtime in this process.
 * @param {string} file
 */
export async function enter(file) {
  requireNode();
  process.chdir(root);
  try {
    await install();
    const { register } = await import("tsx/esm/api");
    register();
    await import(pathToFileURL(join(root, "scripts", "runtime", file)).href);
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? explain(error) : error}\n`);
    process.exit(1);
  }
}

function explain(/** @type {Error} */ error) {
  // A sentence for the person at the terminal; the stack only where the error is a defect of ours.
  return error.constructor === Error ? error.message : error.stack;
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Attune needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exit(1);
}

/** Installs exactly what package-lock.json names, unless that is what is there. */
export async function install() {
  if (isInstalled()) return;
  const lock = await takeLock(join(root, ".attune-checkout", "install.lock"), {
    waitMs: 15 * 60_000,
    onWait: () => process.stdout.write("Waiting for another Attune in this folder to install the packages …\n"),
  });
  if (!lock) throw new Error("Another process has been installing packages in this folder for 15 minutes.");
  try {
    if (isInstalled()) return;
    process.stdout.write("Installing the packages of package-lock.json …\n");
    const child = spawn("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    if (child.pid) lock.add(child.pid);
    const code = await new Promise((done) => {
      child.once("error", () => done(-1));
      child.once("exit", done);
    });
    if (code !== 0) throw new Error("The packages could not be installed. What npm says is above; then start again.");
  } finally {
    lock.release();
  }
}

/** npm writes the list of what it installed last, so an interrupted installation has none. */
function isInstalled() {
  const listed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(listed)) return false;
  /** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */
  const read = (/** @type {string} */ file) =>
    /** @type {{ packages: Packages }} */ (JSON.parse(readFileSync(file, "utf8"))).packages;
  const have = read(listed);
  return Object.entries(read(join(root, "package-lock.json"))).every(
    ([path, { version, optional }]) => path === "" || have[path]?.version === version || (optional && !have[path]),
  );
}
