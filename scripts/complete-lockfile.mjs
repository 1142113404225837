// node scripts/complete-lockfile.mjs [--check]
// Adds to package-lock.json the builds for other systems that npm left out. npm leaves them out when the registry at hand
// does not offer them (a mirror for one platform), and `npm ci` then refuses the lockfile everywhere. Run it after adding
// a package; an entry says which version belongs to which system, and npm fetches it on that system alone.
import { readFileSync, writeFileSync } from "node:fs";

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} Entry */

const file = "package-lock.json";
const lock = /** @type {{ packages: Record<string, Entry> }} */ (JSON.parse(readFileSync(file, "utf8")));
const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !isLocked(path, name))
    .map(([name, version]) => ({ name, version, dev })),
);
for (const { name, version, dev } of missing) {
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name} ${version} names no exact version; add it by hand.`);
  lock.packages[`node_modules/${name}`] = { version, ...(dev ? { dev } : {}), optional: true, ...systemOf(name) };
}

if (missing.length === 0) console.log("package-lock.json is complete.");
else if (process.argv.includes("--check")) {
  console.log(
    `package-lock.json lacks ${missing.map(({ name }) => name).join(", ")}: node scripts/complete-lockfile.mjs`,
  );
  process.exitCode = 1;
} else {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} entries added.`);
}

/** Whether Node, looking from a package upwards, would find the name. */
function isLocked(/** @type {string} */ path, /** @type {string} */ name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (lock.packages[folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`]) return true;
    if (folder === "" || !folder.includes("/node_modules/"))
      return folder !== "" && Boolean(lock.packages[`node_modules/${name}`]);
  }
}

/** The system that a build is for, which its name tells: `…-linux-arm64-musl`. */
function systemOf(/** @type {string} */ name) {
  const parts = name.split(/[-/]/);
  const os = parts.find((part) => ["android", "darwin", "freebsd", "linux", "win32"].includes(part));
  const cpu = parts.find((part) =>
    ["arm", "arm64", "ia32", "ppc64", "riscv64", "s390x", "wasm32", "x64"].includes(part),
  );
  if (!cpu) throw new Error(`${name} does not name its system; add it to package-lock.json by hand.`);
  const libc = parts.some((part) => part.startsWith("musl")) ? "musl" : os === "linux" ? "glibc" : undefined;
  return { cpu: [cpu], ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) };
}
