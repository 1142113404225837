import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type DoorStatement, doorOf } from "@/lib/guard/door";

/** One exported way into Attune. */
export interface Entrance {
  /** `app/[locale]/account/page.tsx` or `lib/identity/member-actions.ts#inviteMember` */
  name: string;
  kind: "page" | "route" | "action";
  /** for routes */
  method: string;
  value: unknown;
  door: DoorStatement | null;
}

const root = resolve(process.cwd());
const sourceFolders = ["app", "components", "lib"];
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Next's settings of a page or route: constants, which let nobody in. */
const settings = new Set([
  "dynamic",
  "revalidate",
  "runtime",
  "maxDuration",
  "fetchCache",
  "preferredRegion",
  "dynamicParams",
]);

/** Files of the router that draw around or instead of a page and answer nothing by themselves. */
const frames = /^(layout|loading|error|not-found|forbidden|global-error|global-not-found)\.tsx$/;

/**
 * The list of the routes that are answered before Next sees them: it names doors and is none, as long as it holds no function of its own.
 * Its own test holds it against the tree.
 */
const isRouteList = (name: string, text: string) => name === "app/direct-routes.ts" && !/=>|\bfunction\b/.test(text);

function* filesBelow(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else if (/\.tsx?$/.test(name) && !/\.(test|d)\.tsx?$/.test(name)) yield path;
  }
}

const sources = () => sourceFolders.flatMap((folder) => [...filesBelow(join(root, folder))]);
const isActionFile = (text: string) => /^(?:\s*\/\/.*\n|\s*\/\*[\s\S]*?\*\/|\s)*["']use server["']/.test(text);

/** What nobody may write, because no test could see it: an action inside of another file, or a router file that is neither page, route nor frame. */
export function strayEntrances(): string[] {
  const stray: string[] = [];
  for (const path of sources()) {
    const text = readFileSync(path, "utf8");
    const name = relative(root, path);
    if (!isActionFile(text) && /^\s*["']use server["'];?\s*$/m.test(text))
      stray.push(`${name}: an action inside of a file`);
    const file = name.split("/").at(-1) ?? "";
    if (name.startsWith("app/") && !/^(page\.tsx|route\.tsx?)$/.test(file) && !frames.test(file)) {
      if (!isActionFile(text) && !isRouteList(name, text)) stray.push(`${name}: neither page, route, action nor frame`);
    }
  }
  return stray;
}

/** Every page, route and action of the tree, with every export that is not one of Next's settings. */
export async function listEntrances(): Promise<Entrance[]> {
  const found: Entrance[] = [];
  for (const path of sources()) {
    const name = relative(root, path);
    const kind = kindOf(name, path);
    if (!kind) continue;
    const module = (await import(/* @vite-ignore */ path)) as Record<string, unknown>;
    for (const [exported, value] of Object.entries(module)) {
      if (kind !== "action" && settings.has(exported) && typeof value !== "function") continue;
      const own = kind === "page" && exported === "default";
      const named = own ? name : `${name}#${exported}`;
      const method = kind === "route" && methods.includes(exported) ? exported : "";
      found.push({ name: named, kind, method, value, door: doorOf(value) });
    }
  }
  return found;
}

function kindOf(name: string, path: string): Entrance["kind"] | null {
  if (/^app\/(.*\/)?page\.tsx$/.test(name)) return "page";
  if (/^app\/(.*\/)?route\.tsx?$/.test(name)) return "route";
  return isActionFile(readFileSync(path, "utf8")) ? "action" : null;
}
