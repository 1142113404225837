import { parseArgs } from "node:util";
import { openBenchDatabase } from "./bench-database";
import { conditions, count, median, print, verdict } from "./report";

const formats = ["qa", "game", "deal", "realm", "likert"];

/*
 * Quiz sessions at length: rows are written straight into the read models, in the shape that the projection gives them (the projection
 * itself is measured by `bench project` and shown by tests), so that a million is there in a minute. Times are the database's own.
 */
export async function benchQuiz(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { sessions: { type: "string", default: "1000000" } } });
  const sessions = Number(values.sessions);
  const database = await openBenchDatabase();
  try {
    print(conditions(database.version));
    const { createTenant } = await import("@/lib/testing/factories");
    const tenant = await createTenant({ slug: "bench-quiz" });
    await fill(database.client, tenant.id, sessions);
    print(`${count(sessions)} sessions over 730 days`);
    const { withTenantSql } = await import("@/lib/db/tenant");
    const { listSessions, summariseSessions } = await import("@/lib/quiz-sessions/queries/list-sessions");
    const { readDropOff } = await import("@/lib/quiz-sessions/read-drop-off");
    const { scoreMedians } = await import("@/lib/quiz-sessions/queries/session-detail");
    const now = new Date();
    const timed = async (work: (db: Parameters<Parameters<typeof withTenantSql>[1]>[0]) => Promise<unknown>) => {
      const times: number[] = [];
      for (let run = 0; run < 9; run++) {
        times.push(
          await withTenantSql(tenant.id, async (db) => {
            const at = performance.now();
            await work(db);
            return performance.now() - at;
          }),
        );
      }
      return median(times.slice(2));
    };
    const asked = { filters: {}, now, dir: "desc" as const, limit: 51 };
    const middle = Math.min(500_000, Math.floor(sessions / 2));
    for (const sort of ["time", "lead", "duration", "cost"] as const) {
      const first = await timed((db) => listSessions.all(db, { ...asked, sort }));
      const after = await placeAt(database.client, tenant.id, sort, middle);
      const deep = await timed((db) => listSessions.all(db, { ...asked, sort, after }));
      const deepest = `${first.toFixed(1)} ms, at row ${count(middle)} ${deep.toFixed(1)} ms`;
      print(verdict(`first page by ${sort}`, deepest, "at most twice the first", deep <= first * 2 + 1));
    }
    const filters = { format: "game", primary: "hero", secondary: "sage" } as const;
    print(
      `a filtered page: ${(await timed((db) => listSessions.all(db, { ...asked, sort: "time", filters }))).toFixed(1)} ms`,
    );
    const q = { q: "person 777" };
    print(
      `a page by a part of a name, all times: ${(await timed((db) => listSessions.all(db, { ...asked, sort: "time", filters: q }))).toFixed(1)} ms`,
    );
    const start = new Date(now.getTime() - 30 * 86_400_000);
    print(
      `the figures above 30 days: ${(await timed((db) => summariseSessions.all(db, { filters: {}, start, now }))).toFixed(1)} ms`,
    );
    for (const days of [30, 90, 365]) {
      const day = (at: number) => new Date(at).toISOString().slice(0, 10);
      const period = {
        filters: {},
        columns: "format" as const,
        from: day(now.getTime() - days * 86_400_000),
        to: day(now.getTime()),
      };
      const ms = await timed((db) => readDropOff(db, { ...period, times: false }, now));
      print(verdict(`heatmap over ${days} days`, `${ms.toFixed(1)} ms`, "under 100 ms", ms < 100));
      const withTimes = await timed((db) => readDropOff(db, period, now));
      print(
        verdict(`heatmap with times over ${days} days`, `${withTimes.toFixed(1)} ms`, "under 100 ms", withTimes < 100),
      );
    }
    print(
      `medians of a framework's scores: ${(await timed((db) => scoreMedians.all(db, { frameworkId: "archetypes" }))).toFixed(1)} ms`,
    );
  } finally {
    await database.close();
  }
}

type Client = Awaited<ReturnType<typeof openBenchDatabase>>["client"];

async function fill(client: Client, tenant: string, sessions: number): Promise<void> {
  await client.query(
    `insert into assess_sessions (tenant_id, session_id, framework_id, format, quiz_version, user_email, user_name, scores, top_score,
       primary_id, secondary_id, completed_at, source, person, prospect_id, language, country, begun_at, begun_on, last_at, answers, turns,
       duration_ms, cost_minor, cost_currency, journey, path, path_ms, last_step, lead_points, suggested_lead, lead, lead_order, days)
     select $1, 's' || n, 'archetypes', ($3::text[])[1 + n % 5], '1', 'p' || n % 300000 || '@example.org', 'Person ' || n % 300000,
       case when n % 3 > 0 then jsonb_build_object('hero', n % 97, 'sage', n % 89, 'magician', n % 83) end, n % 97,
       case when n % 3 > 0 then (array['hero', 'sage', 'magician'])[1 + n % 3] end,
       case when n % 3 > 0 then (array['sage', 'magician', 'hero'])[1 + n % 7 % 3] end,
       case when n % 3 > 0 then at + interval '5 minutes' end, 'events', who, who, 'en', 'DE', at, at::date, at + interval '5 minutes', 8, 8,
       (n::bigint * 7919) % 900000, (n % 1000) / 100.0, 'USD', true, '{visit,start,q:1,q:2,complete}', '{2000,100,5000,6000,-1}',
       case when n % 3 > 0 then 'complete' else 'q:2' end, n % 100, n % 4, n % 4, (n % 4) * 10000 + n % 100 + 1000, array[at::date]
     from (
       select n, now() - (n * (interval '730 days' / $2)) - interval '1 hour' as at, md5('p' || n % 300000)::uuid as who
       from generate_series(1, $2::int) n
     ) as made`,
    [tenant, sessions, formats],
  );
  // Rollups as the projection sums them: a row for each day, quiz, column and step.
  await client.query(
    `insert into quiz_step_days (tenant_id, day, framework_id, format, quiz_version, dimension, value, step, entries, continued, stopped)
     select $1, begun_on, framework_id, format, '1', dimension, value, step, count(*), count(*) filter (where step <> last_step),
       count(*) filter (where step = last_step)
     from assess_sessions, unnest(path) step, (values ('', ''), ('language', 'en'), ('source', 'events')) as column_of (dimension, value)
     where tenant_id = $1 and (completed_at is not null or step <> 'complete') group by 2, 3, 4, 6, 7, 8`,
    [tenant],
  );
  await client.query(
    `insert into quiz_step_times (tenant_id, day, framework_id, format, quiz_version, dimension, value, step, bucket, sessions)
     select $1, day, framework_id, format, quiz_version, dimension, value, step, bucket, 1 + entries / 30
     from quiz_step_days, generate_series(40, 69) bucket where tenant_id = $1`,
    [tenant],
  );
  await client.query(
    `insert into quiz_step_edges select $1, day, framework_id, format, quiz_version, step, 'q:2', entries from quiz_step_days
     where tenant_id = $1 and dimension = '' and step <> 'q:2'`,
    [tenant],
  );
  await client.query(
    `insert into quiz_score_counts select $1, framework_id, key, value::numeric, count(*) from assess_sessions, jsonb_each_text(scores)
     where tenant_id = $1 group by 2, 3, 4`,
    [tenant],
  );
  await client.query("vacuum analyze");
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
