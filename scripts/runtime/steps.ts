import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { takeLock } from "./lock.mjs";
import { runStep } from "./step-process";

const root = process.cwd();
const checkoutFolder = join(root, ".attune-checkout");
const generatedFolder = join(root, "lib", "db", "generated");
const buildFolder = join(root, ".next");
const buildRecord = join(buildFolder, "attune-build");

/** What the production build is made of; a change in any of it makes the build stale. */
const sources = [
  "app",
  "components",
  "i18n",
  "lib",
  "messages",
  "prisma/schema",
  "public",
  "instrumentation.ts",
  "next.config.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

/** Prisma's client for the schema, generated anew when the schema changed. Needs no internet. */
export async function generate(): Promise<void> {
  const hash = hashOf(["prisma/schema", "prisma.config.ts", "node_modules/prisma/package.json"]);
  await onceFor(hash, join(generatedFolder, ".made-from"), "generate.lock", async () => {
    await runStep({ title: "Generating Prisma's client", args: ["node_modules/prisma/build/index.js", "generate"] });
  });
}

/** The production build, made when it is stale or was interrupted. */
export async function build(onStart: () => void = () => {}): Promise<void> {
  await onceFor(hashOf(sources), buildRecord, "build.lock", async () => {
    onStart();
    await runStep({
      title: "The production build",
      args: ["node_modules/next/dist/bin/next", "build"],
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    if (!existsSync(join(buildFolder, "BUILD_ID"))) throw new Error("The production build ended without a result.");
  });
}

/** Whether `build` would have nothing to do. */
export function isBuilt(): boolean {
  return isRecorded(hashOf(sources), buildRecord);
}

/** Hash of the names and contents of files and folders; tests and generated code do not count, nor do absent paths. */
export function hashOf(paths: string[]): string {
  const hash = createHash("sha256");
  const add = (path: string) => {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  };
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (path !== "lib/db/generated" && path !== "lib/testing") walk(path);
      } else if (!/\.test\.tsx?$/.test(entry.name)) add(path);
    }
  };
  for (const path of paths) {
    if (!existsSync(join(root, path))) continue;
    if (statSync(join(root, path)).isDirectory()) walk(path);
    else add(path);
  }
  return hash.digest("hex");
}

/** Does a step whose result all processes of this checkout share: one at a time, and recorded only when it was finished. */
async function onceFor(hash: string, record: string, lockName: string, step: () => Promise<void>): Promise<void> {
  if (isRecorded(hash, record)) return;
  const lock = await takeLock(join(checkoutFolder, lockName), { waitMs: 15 * 60_000 });
  if (!lock) throw new Error(`Another process has been holding ${lockName} for 15 minutes.`);
  try {
    if (isRecorded(hash, record)) return;
    rmSync(record, { force: true });
    await step();
    mkdirSync(join(record, ".."), { recursive: true });
    writeFileSync(record, hash);
  } finally {
    lock.release();
  }
}

function isRecorded(hash: string, record: string): boolean {
  return existsSync(record) && readFileSync(record, "utf8") === hash;
}
