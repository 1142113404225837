// Reads the tree and the import statements in it. A scanner, not a parser: the formatter puts every statement at the
// start of a line, which is all that has to be known about the language here.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const skippedFolders = /^(node_modules|\.git|\.next|\.attune.*|public|test-results|playwright-report|coverage)$/;
const code = /\.(ts|tsx|mts|mjs|cjs|js|jsx)$/;

/**
 * @typedef {{ specifier: string, typeOnly: boolean, line: number, target: string | null }} Import
 *   target: the imported file of this tree, relative to its root; null for a package
 * @typedef {{ path: string, text: string, lines: number, serverOnly: boolean, client: boolean, action: boolean,
 *   imports: Import[] }} Source
 */

/** @param {string} root @returns {Map<string, Source>} every code file by its path */
export function readSources(root) {
  /** @type {Map<string, Source>} */
  const sources = new Map();
  const walk = (/** @type {string} */ folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.test(entry.name) && path !== "lib/db/generated") walk(path);
      } else if (code.test(entry.name) && !entry.name.startsWith(".") && entry.name !== "next-env.d.ts") {
        sources.set(path, readSource(root, path));
      }
    }
  };
  walk("");
  return sources;
}

/** @param {string} root @param {string} path @returns {Source} */
function readSource(root, path) {
  const text = readFileSync(join(root, path), "utf8");
  const imports = listImports(text).map((found) => ({ ...found, target: resolve(root, path, found.specifier) }));
  return {
    path,
    text,
    lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
    serverOnly: /^(\s*(\/\/[^\n]*|\/\*[\s\S]*?\*\/)?\s*\n)*import "server-only";/.test(text),
    client: /^\s*(["'])use client\1/.test(text),
    action: /^\s*(["'])use server\1/.test(text),
    imports,
  };
}

const statement = /^(import|export)\b(\s+type\b(?!\s+from\b|\s*,))?([^;"'`]*?)(?:\bfrom\s*)?["']([^"'\n]+)["']/gm;
const dynamic = /\b(?:import|require)\(\s*(?:\/\*[^*]*\*\/\s*)?["']([^"'\n]+)["']\s*[,)]/g;

/** @param {string} text */
export function listImports(text) {
  const lineOf = (/** @type {number} */ index) => text.slice(0, index).split("\n").length;
  const found = [];
  for (const match of text.matchAll(statement)) {
    const [, keyword, typeKeyword, clause = "", specifier = ""] = match;
    // `export const x = "…"` and `export type X = "…"` are no imports; a bare `import "x"` has an empty clause.
    if (keyword === "export" && !/^\s*(\*|\{)/.test(clause)) continue;
    if (keyword === "export" && !/\bfrom\s*["'][^"']+["']$/.test(match[0])) continue;
    found.push({ specifier, typeOnly: Boolean(typeKeyword) || onlyTypes(clause), line: lineOf(match.index) });
  }
  for (const match of text.matchAll(dynamic)) {
    found.push({ specifier: match[1] ?? "", typeOnly: false, line: lineOf(match.index) });
  }
  return found;
}

/** `{ type A, type B }`: nothing of it is left at run time. */
function onlyTypes(/** @type {string} */ clause) {
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1];
  if (names === undefined) return false;
  const list = names
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  return list.length > 0 && list.every((name) => name.startsWith("type "));
}

/** @param {string} root @param {string} from @param {string} specifier @returns {string | null} */
function resolve(root, from, specifier) {
  const base = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? normalize(join(dirname(from), specifier)).replaceAll("\\", "/")
      : null;
  if (base === null) return null;
  for (const end of ["", ".ts", ".tsx", ".mts", ".mjs", ".json", "/index.ts", "/index.tsx"]) {
    const path = join(root, base + end);
    if (existsSync(path) && statSync(path).isFile()) return base + end;
  }
  return base;
}
