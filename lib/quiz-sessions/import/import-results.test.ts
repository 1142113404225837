import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { projections } from "@/lib/projections";
import { importResults, type LineIssue, planImport } from "@/lib/quiz-sessions/import/import-results";
import { type Mapping, mappingSchema } from "@/lib/quiz-sessions/import/mapping";
import type { TableFormat } from "@/lib/quiz-sessions/import/read-table";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { rowsOf } from "@/lib/testing/ingest";
import { countBig5ByHand } from "@/scripts/bench/big5-by-hand";

await createTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "attune-quiz-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const big5 = "/work/shared/data/big5-data.tsv";
const example = mappingSchema.parse(JSON.parse(readFileSync("docs/examples/big5-mapping.json", "utf8")));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(tenant: Tenant, file: string, format: TableFormat, mapping: Mapping, dryRun = false) {
  const issues: LineIssue[] = [];
  const outcome = await importResults({
    file,
    format,
    mapping,
    tenant,
    dryRun,
    ways: {
      append: (events) => appendEvents(tenant, events),
      read: (fn) => withTenantSql(tenant.id, fn),
    },
    onIssue: (issue) => issues.push(issue),
    onProgress: () => {},
  });
  while ((await projectNext(tenant, projections)).kind === "projected");
  return { outcome, issues };
}

const mapping = mappingSchema.parse({
  session_id: { column: "id" },
  framework_id: { value: "money" },
  quiz_format: { value: "likert" },
  user_email: { column: "mail" },
  user_name: { column: "who" },
  scores: { saver: { column: "s" }, spender: { mean: ["a", "-b"], scale: [1, 5] } },
  primary_id: { highest: 1 },
});

describe("an import of finished quizzes", () => {
  it("reads CSV with quotes and line breaks, names mistakes by line, and adds nothing the second time", async () => {
    const tenant = await createTenant();
    const file = write(
      "money.csv",
      'id,mail,who,s,a,b\n1,ann@example.org,"Ann ""A"" 🦋,\nLee",3,5,1\n2,not an address,Bo,1,1,1\n3,,Cy,x,1,1\n4,,,2,0,\n5,,,2,9,1\n6,lee@example.org,"Lee, Ann",4,5,1\n',
    );
    const { outcome, issues } = await run(tenant, file, "csv", mapping);
    expect(outcome).toMatchObject({ rows: 6, accepted: 1, rejected: 5 });
    expect(issues.map(({ line, field }) => [line, field])).toEqual(
      expect.arrayContaining([
        [2, "user_name"],
        [4, "user_email"],
        [5, "scores.saver"],
        [6, "scores.spender"],
        [7, "scores.spender"],
      ]),
    );
    expect((await run(tenant, file, "csv", mapping)).outcome).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it("keeps a name of two lines out, because a name is one line", async () => {
    const tenant = await createTenant();
    const file = write("names.csv", 'id,mail,who,s,a,b\r\n1,ann@example.org,"Lee, Ann 🦋",3,5,1\r\n');
    await run(tenant, file, "csv", mapping);
    const [session] = await rowsOf<Record<string, unknown>>(tenant.id, "assess_sessions");
    expect(session).toMatchObject({
      user_name: "Lee, Ann 🦋",
      user_email: "ann@example.org",
      scores: { saver: 3, spender: 5 },
      primary_id: "spender",
      source: "import",
    });
  });

  it("stores nothing in a dry run, and names the columns that a mapping misses", async () => {
    const tenant = await createTenant();
    const file = write("dry.ndjson", '{"id":"1","mail":null,"who":"Ann","s":3,"a":5,"b":1,"extra":1}\n');
    expect(await planImport(file, "ndjson", mapping)).toMatchObject({ missing: [], unused: ["extra"] });
    const wrong = mappingSchema.parse({ ...mapping, language: { column: "tongue" } });
    expect((await planImport(file, "ndjson", wrong)).missing).toEqual([{ field: "language", column: "tongue" }]);
    expect((await run(tenant, file, "ndjson", mapping, true)).outcome).toMatchObject({ accepted: 1, rejected: 0 });
    expect(await rowsOf(tenant.id, "analytics.events")).toEqual([]);
  });

  it.skipIf(!existsSync(big5))(
    `takes the Big Five in whole, with the figures of an independent count (skipped where ${big5} is absent)`,
    async () => {
      const tenant = await createTenant();
      const { outcome, issues } = await run(tenant, big5, "tsv", example);
      expect(issues).toEqual([]);
      expect(outcome).toMatchObject({ rows: 19_719, accepted: 19_719 });
      const expected = countBig5ByHand(big5);
      expect(expected.sessions).toBe(outcome.rows);
      const found = await withTenantSql(tenant.id, (db) =>
        db.execute<{ country: string; trait: string; answered: number; sum: number }>(
          `select coalesce(country, '') as country, trait, count(*)::int as answered, sum(value::numeric)::float8 as sum
           from assess_sessions cross join lateral jsonb_each_text(scores) as score (trait, value) group by 1, 2`,
          [],
        ),
      );
      for (const [trait, { sum, answered }] of Object.entries(expected.traits)) {
        const own = found.filter((row) => row.trait === trait);
        expect(own.reduce((all, row) => all + row.answered, 0)).toBe(answered);
        expect(own.reduce((all, row) => all + row.sum, 0)).toBeCloseTo(sum, 4);
        for (const code of ["US", "GB", "IN", "DE", "ZA"]) {
          const [row] = own.filter(({ country }) => country === code);
          expect(row?.sum, `${trait} ${code}`).toBeCloseTo(expected.countries[code]?.traits[trait]?.sum ?? 0, 4);
        }
      }
      for (const [column, counts] of [
        ["primary_id", expected.primaries],
        ["secondary_id", expected.secondaries],
      ] as const) {
        const rows = await withTenantSql(tenant.id, (db) =>
          db.execute<{ id: string; n: number }>(
            `select ${column} as id, sum(sessions)::int as n from quiz_day_totals where ${column} <> '' group by 1`,
            [],
          ),
        );
        expect(Object.fromEntries(rows.map(({ id, n }) => [id, n]))).toEqual(counts);
      }
    },
    240_000,
  );
});
