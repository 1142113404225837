import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { listBreaches } from "@/scripts/walls/judge.mjs";

const planted: string[] = [];
afterEach(() => {
  for (const folder of planted.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Plants a tree of files and returns what the walls say about it, one line each. */
function breachesIn(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), "attune-walls-"));
  planted.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return listBreaches(root);
}

const server = 'import "server-only";\n';
const query = 'import { defineQuery } from "@/lib/db/query";\nexport const q = defineQuery;\n';

/** A small product with every kind of part, and nothing wrong in it. */
const sound = {
  "app/page.tsx":
    'import { Card } from "@/components/masters/card";\nimport { page } from "@/lib/guard/page";\nimport "./globals.css";\n',
  "components/charts/line.tsx":
    '"use client";\nimport { LineChart } from "@tremor/react";\nimport { Box } from "@/components/ui/box";\n',
  "components/masters/card.tsx":
    'import type { Row } from "@/lib/masters/queries/list-masters";\nimport { rename } from "@/lib/masters/actions";\n',
  "components/masters/panel.tsx": `${server}import { q } from "@/lib/masters/queries/list-masters";\n`,
  "components/ui/box.tsx": 'import { format } from "@/lib/format";\n',
  "lib/db/query.ts": `${server}import pg from "pg";\n`,
  "lib/db/sql.ts": 'import sql from "sql-template-tag";\n',
  "lib/db/tenant.ts": `${server}import type pg from "pg";\n`,
  "lib/format.ts": "export const format = 1;\n",
  "lib/guard/page.tsx": `${server}import { session } from "@/lib/identity/session";\n`,
  "lib/identity/permissions.ts": "export const can = 1;\n",
  "lib/identity/session.ts": `${server}import { createHash } from "node:crypto";\n`,
  "lib/jobs/registry.ts": `${server}import { q } from "@/lib/masters/queries/list-masters";\n`,
  "lib/masters/actions.ts":
    '"use server";\nimport { page } from "@/lib/guard/page";\nimport { can } from "@/lib/identity/permissions";\n',
  "lib/masters/queries/list-masters.ts": `${server}${query}import { sql } from "@/lib/db/sql";\nexport interface Row {}\n`,
  "lib/masters/recap.ts":
    'const text = `\nimport nothing\n`;\n// import { pool } from "pg";\nexport const recap = text;\n',
  "lib/reports/compose.ts": `${server}import { q } from "@/lib/masters/queries/list-masters";\n`,
};

/** The sound product with one file more, or another one in its place. */
const withFile = (path: string, text: string) => breachesIn({ ...sound, [path]: text });

describe("the walls", () => {
  it("let a sound product pass", () => {
    expect(breachesIn(sound)).toEqual([]);
  });

  it.each([
    [
      "the kernel imports a domain",
      "lib/format.ts",
      'import { r } from "@/lib/masters/recap";',
      /kernel knows no domain/,
    ],
    [
      "a domain imports another",
      "lib/quizzes/a.ts",
      'import { r } from "@/lib/masters/recap";',
      /does not import masters/,
    ],
    [
      "by type alone, too",
      "lib/quizzes/a.ts",
      'import type { R } from "@/lib/masters/recap";',
      /does not import masters/,
    ],
    [
      "dynamically, too",
      "lib/quizzes/a.ts",
      'const r = await import("@/lib/masters/recap");',
      /does not import masters/,
    ],
    [
      "by passing on, too",
      "lib/quizzes/a.ts",
      'export { recap } from "@/lib/masters/recap";',
      /does not import masters/,
    ],
    ["a door imports a domain", "lib/guard/job.ts", 'import { r } from "@/lib/masters/recap";', /doors stand on/],
    [
      "a domain imports components",
      "lib/masters/a.ts",
      'import { B } from "@/components/ui/box";',
      /lib does not import components/,
    ],
    [
      "ui imports a domain",
      "components/ui/a.tsx",
      'import { r } from "@/lib/masters/recap";',
      /components\/ui knows no domain/,
    ],
    [
      "charts import a domain",
      "components/charts/a.tsx",
      'import { r } from "@/lib/masters/recap";',
      /components\/charts knows no domain/,
    ],
    [
      "ui imports charts",
      "components/ui/a.tsx",
      'import { L } from "@/components/charts/line";',
      /components\/ui stands alone/,
    ],
    [
      "a feature imports another",
      "components/quizzes/a.tsx",
      'import { C } from "@/components/masters/card";',
      /another feature/,
    ],
    [
      "a component imports an address",
      "components/quizzes/a.tsx",
      'import P from "@/app/page";',
      /nothing imports app/,
    ],
    ["an address opens the database", "app/a.ts", 'import { q } from "@/lib/db/query";', /addresses have no database/],
    ["an address fetches", "app/a.ts", 'await fetch("/api");', /addresses do not fetch/],
    [
      "the product imports its tests",
      "lib/masters/a.ts",
      `${server}import { d } from "@/lib/testing/db";`,
      /the product does not import/,
    ],
    [
      "a second place opens a connection",
      "lib/masters/a.ts",
      `${server}import pg from "pg";`,
      /only lib\/db opens a connection/,
    ],
    [
      "a second place draws PDF",
      "lib/masters/a.ts",
      'import { Page } from "@react-pdf/renderer";',
      /only lib\/reports\/pdf/,
    ],
    [
      "a second place draws charts",
      "components/masters/a.tsx",
      'import { Sankey } from "recharts";',
      /only components\/charts/,
    ],
    ["SQL outside of queries", "lib/masters/a.ts", 'import { sql } from "@/lib/db/sql";', /SQL lives in queries/],
    [
      "a transaction without a door",
      "lib/masters/a.ts",
      `${server}import { withTenant } from "@/lib/db/tenant";`,
      /opened by a door/,
    ],
    [
      "server code that does not say so",
      "lib/masters/a.ts",
      'import { readFileSync } from "node:fs";',
      /begin with import "server-only"/,
    ],
    [
      "other server code is loaded by one that does not say so",
      "lib/masters/a.ts",
      'import { q } from "@/lib/masters/queries/list-masters";',
      /begin with import "server-only"/,
    ],
    [
      "a browser file loads server code",
      "components/masters/a.tsx",
      '"use client";\nimport { q } from "@/lib/masters/queries/list-masters";',
      /which only a server has/,
    ],
    [
      "a path climbs out of its folder",
      "lib/masters/queries/a.ts",
      'import { r } from "../recap";',
      /leave the folder with "@\/"/,
    ],
    ["a vague name", "lib/masters/utils.ts", "export {};", /says nothing/],
    ["a vague folder", "lib/masters/helpers/tell.ts", "export {};", /says nothing/],
    ["a barrel", "lib/masters/index.ts", "export {};", /no barrels/],
    ["a name in camelCase", "lib/masters/listMasters.ts", "export {};", /kebab-case/],
    ["a long file", "lib/masters/a.ts", "//\n".repeat(400), /401 lines; 400 is the limit/],
  ])("catch it when %s", (_title, path, text, message) => {
    const breaches = withFile(path, `${text}\n`);
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toMatch(message);
    expect(breaches[0]).toContain(`${path}:`);
  });
});
