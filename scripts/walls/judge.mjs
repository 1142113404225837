import { isBuiltin } from "node:module";
import { fileWalls, isTest, judgeDirection, judgeName, packageWalls, plainServer, within } from "./rules.mjs";
import { readSources } from "./sources.mjs";

const longestFile = 400;
/** Packages and modules that only a server has. */
const serverPackages =
  /^(pg|pg-boss|@prisma\/.*|@node-rs\/argon2|nodemailer|pino|next\/(headers|server)|next-intl\/server|server-only)$/;
/** Places whose code may reach a browser, so the rest must say that it must not. */
const shared = ["lib/"];

/** @typedef {import("./sources.mjs").Source} Source */

/** @typedef {Map<string, Source>} Sources */
/** @typedef {(message: string, line?: number) => void} Report */

/** @param {string} root @returns {string[]} `path:line  what is wrong`, a line for each breach */
export function listBreaches(root) {
  const sources = readSources(root);
  /** @type {string[]} */
  const breaches = [];
  for (const source of sources.values()) {
    const report = (/** @type {string} */ message, line = 1) => breaches.push(`${source.path}:${line}  ${message}`);
    judgeFile(source, sources, report);
    for (const found of source.imports) judgeImport(source, found, sources, report);
  }
  return breaches.sort();
}

/** @param {Source} source @param {Sources} sources @param {Report} report */
function judgeFile(source, sources, report) {
  const { path } = source;
  const name = judgeName(path);
  if (name) report(name);
  if (source.lines > longestFile) report(`${source.lines} lines; ${longestFile} is the limit, about 250 usual`);
  if (path.startsWith("app/") && !source.client) {
    const call = /(?<![.\w])fetch\(/.exec(source.text);
    if (call) report("addresses do not fetch: ask a domain", source.text.slice(0, call.index).split("\n").length);
  }
  if (within(path, shared) && !isTest(path)) judgeServerOnly(source, sources, report);
}

/** Server files say so, in the one way that makes a bundler refuse them; it is known from what they load. */
function judgeServerOnly(/** @type {Source} */ source, /** @type {Sources} */ sources, /** @type {Report} */ report) {
  if (source.serverOnly || source.action || within(source.path, plainServer)) return;
  for (const { specifier, target, typeOnly } of source.imports) {
    if (typeOnly) continue;
    const imported = target === null ? undefined : sources.get(target);
    const server =
      target === null ? isBuiltin(specifier) || serverPackages.test(specifier) : isServer(target, imported);
    if (server) {
      report(`loads ${specifier}, which only a server has: begin with import "server-only"`);
      return;
    }
  }
}

/** @param {string} path @param {Source | undefined} source */
function isServer(path, source) {
  return path.startsWith("lib/db/generated/") || within(path, plainServer) || source?.serverOnly === true;
}

/**
 * @param {Source} source
 * @param {import("./sources.mjs").Import} found
 * @param {Sources} sources
 * @param {Report} report
 */
function judgeImport(source, { specifier, target, typeOnly, line }, sources, report) {
  const { path } = source;
  if (target === null) {
    const wall = packageWalls.find(({ names }) =>
      names.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
    );
    if (wall && !typeOnly && !isTest(path) && !within(path, wall.places))
      report(`imports ${specifier}: ${wall.why}`, line);
    return;
  }
  if (specifier.startsWith("../") && !path.endsWith(".mjs"))
    report(`imports ${specifier}: leave the folder with "@/"`, line);
  if (target.endsWith(".css")) return;
  const direction = judgeDirection(path, target, typeOnly);
  if (direction) report(`imports ${target}: ${direction}`, line);
  const wall = fileWalls.find(({ files }) => within(target, files));
  if (wall && !typeOnly && !isTest(path) && !within(path, wall.places)) report(`imports ${target}: ${wall.why}`, line);
  const imported = sources.get(target);
  const drawn = path.startsWith("components/") || source.client;
  if (drawn && !source.serverOnly && !typeOnly && !isTest(path) && isServer(target, imported) && !imported?.action) {
    report(
      `imports ${target}, which only a server has: begin with import "server-only", or take what it gives as data`,
      line,
    );
  }
}
