import { parseArgs } from "node:util";
import type { TenantSql } from "@/lib/db/tenant";
import { openBenchDatabase } from "./bench-database";
import { measureCohorts } from "./quiz-cohorts";
import { type Client, fillRollups, fillSessions } from "./quiz-fill";
import { measureFilters } from "./quiz-filters";
import { measureImport } from "./quiz-import";
import { explain, measure, ms, rounds, said } from "./quiz-measure";
import { conditions, count, print, verdict } from "./report";

const bar = 100;

/** Quiz sessions at length: pages, filters, searches, the heatmap and cohorts; with --import-rows also a file of results. */
export async function benchQuiz(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sessions: { type: "string", default: "1000000" },
      "import-rows": { type: "string", default: "0" },
      "import-minutes": { type: "string", default: "6" },
      plans: { type: "boolean", default: false },
    },
  });
  const [sessions, rows] = [Number(values.sessions), Number(values["import-rows"])];
  const database = await openBenchDatabase();
  try {
    print(conditions(database.version));
    if (sessions > 0) await measureReads(database.client, sessions, values.plans);
    if (rows > 0) await measureImport(database, rows, Number(values["import-minutes"]));
  } finally {
    await database.close();
  }
}

async function measureReads(client: Client, sessions: number, plans: boolean): Promise<void> {
  const { createTenant } = await import("@/lib/testing/factories");
  const tenant = await createTenant({ slug: "bench-quiz" });
  const begun = performance.now();
  await fillSessions(client, tenant.id, sessions);
  await fillRollups(client, tenant.id, sessions);
  await client.query("vacuum analyze");
  print(
    `${count(sessions)} sessions over 730 days of ${count(sessions * 0.3)} people, made in ${Math.round((performance.now() - begun) / 1000)} s; medians of ${rounds.measured} rounds`,
  );
  const ask = (work: (db: TenantSql) => Promise<unknown>) => measure(tenant.id, work);
  const [
    { listSessions, listFilterOptions, summariseSessions },
    { listSessionsPage },
    { readDropOff },
    { scoreMedians },
  ] = await Promise.all([
    import("@/lib/quiz-sessions/queries/list-sessions"),
    import("@/lib/quiz-sessions/list"),
    import("@/lib/quiz-sessions/read-drop-off"),
    import("@/lib/quiz-sessions/queries/session-detail"),
  ]);
  const now = new Date();
  const asked = { filters: {}, now, dir: "desc" as const, limit: 51 };
  const middle = Math.min(500_000, Math.floor(sessions / 2));
  for (const sort of ["time", "lead", "duration", "cost"] as const) {
    const first = await ask((db) => listSessions.all(db, { ...asked, sort }));
    const after = await placeAt(client, tenant.id, sort, middle);
    const deep = await ask((db) => listSessions.all(db, { ...asked, sort, after }));
    print(
      verdict(
        `a page by ${sort}`,
        `the first ${ms(first.database)}, at row ${count(middle)} ${ms(deep.database)}`,
        "at most twice the first",
        deep.database <= first.database * 2,
      ),
    );
  }
  await measureFilters(tenant.id, now, bar, plans);
  const page = { filters: {}, now, sort: "time" as const, dir: "desc" as const, limit: 50 };
  for (const q of ["anna müller", "ler777@", "777", "zzz-nobody", "example"]) {
    const work = (db: TenantSql) => listSessionsPage(db, { ...page, filters: { q } });
    const taken = await ask(work);
    print(verdict(`a page by “${q}” in name or address`, said(taken), `${bar} ms`, taken.database < bar));
    if (plans) for (const line of await explain(tenant.id, work)) print(`    ${line}`);
  }
  print(`what the filters offer: ${said(await ask((db) => listFilterOptions.all(db, {})))}`);
  for (const days of [30, 90, 365, 730]) {
    const start = new Date(now.getTime() - days * 86_400_000);
    print(
      `the figures above the list, ${days} days: ${said(await ask((db) => summariseSessions.all(db, { filters: {}, start, now })))}`,
    );
  }
  for (const days of [30, 90, 365, 730]) {
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    const period = { filters: {}, from: day(now.getTime() - days * 86_400_000), to: day(now.getTime()) };
    for (const columns of ["format", "language", "variant", "week"] as const) {
      const plain = await ask((db) => readDropOff(db, { ...period, columns, times: false }, now));
      const work = (db: TenantSql) => readDropOff(db, { ...period, columns }, now);
      const timed = await ask(work);
      print(
        verdict(
          `heatmap by ${columns}, ${days} days`,
          `${ms(plain.database)}; with median and p90 of times ${said(timed)}`,
          `under ${bar} ms`,
          timed.database < bar,
        ),
      );
      if (plans && columns === "format") for (const line of await explain(tenant.id, work)) print(`    ${line}`);
    }
  }
  print(
    `medians of a framework's scores: ${said(await ask((db) => scoreMedians.all(db, { frameworkId: "archetypes" })))}`,
  );
  await measureCohorts(client, tenant.id, now, bar);
}

const columns = { time: "begun_at", lead: "lead_order", duration: "duration_ms", cost: "cost_minor" };

/** Where a page begins that lies so many rows deep, as a cursor would say it. */
async function placeAt(client: Client, tenant: string, sort: keyof typeof columns, row: number) {
  const column = columns[sort];
  const text =
    sort === "time" ? `to_char(begun_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : `${column}::text`;
  const { rows } = await client.query<{ value: string; id: string }>(
    `select ${text} as value, session_id as id from assess_sessions where tenant_id = $1 order by ${column} desc, session_id desc offset $2 limit 1`,
    [tenant, row],
  );
  if (!rows[0]) throw new Error("There are fewer sessions than that.");
  return rows[0];
}
