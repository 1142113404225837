import { statfsSync } from "node:fs";

export interface Check {
  name: string;
  ok: boolean;
  text: string;
  /** one line for each thing that is wrong or worth knowing */
  details: string[];
}

const fine = (name: string, text: string, details: string[] = []): Check => ({ name, ok: true, text, details });
const wrong = (name: string, text: string, details: string[] = []): Check => ({ name, ok: false, text, details });
const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

export async function checkRoles(): Promise<Check> {
  const { findBootBreaches } = await import("@/lib/db/boot-check");
  const breaches = await findBootBreaches();
  if (breaches.length > 0) return wrong("roles", "web and worker would refuse to start", breaches);
  return fine(
    "roles",
    "web and worker connect as attune_app and attune_platform, which own nothing and cannot bypass the walls",
  );
}

export async function checkWalls(): Promise<Check> {
  const [{ checkCatalogue }, { readCatalogue }, { appPool }] = await Promise.all([
    import("@/lib/db/catalogue"),
    import("@/lib/db/read-catalogue"),
    import("@/lib/db/pools"),
  ]);
  const catalogue = await readCatalogue(async (text, values) => (await appPool().query(text, [...values])).rows);
  const breaches = checkCatalogue(catalogue);
  const tables = catalogue.relations.filter(
    (one) => one.kind === "table" && !one.partition && one.forcedRowSecurity,
  ).length;
  if (breaches.length > 0)
    return wrong("walls", `${count(breaches.length, "rule")} of the tenant seam broken`, breaches);
  return fine("walls", `${count(tables, "table")} behind forced row-level security`);
}

/** @param adminUrl the history of migrations is granted to nobody, so without the administrator it cannot be seen */
export async function checkMigrations(adminUrl: string | null): Promise<Check> {
  if (adminUrl === null) return fine("migrations", "not checked: DATABASE_URL is not set");
  const { compareMigrations } = await import("@/lib/db/migration-state");
  const { migrations, problems } = await compareMigrations(adminUrl);
  if (problems.length > 0) return wrong("migrations", "the database is not what this Attune expects", problems);
  return fine("migrations", `${count(migrations, "migration")} applied`);
}

export async function checkWorker(): Promise<Check> {
  const [{ appPool }, { workerGoneAfterMs }] = await Promise.all([
    import("@/lib/db/pools"),
    import("@/lib/jobs/heartbeat"),
  ]);
  const { rows } = await appPool().query<{ id: string; seconds: number }>(
    `select worker_id as id, extract(epoch from now() - seen_at)::int as seconds from worker_heartbeats
     where seen_at > now() - make_interval(secs => $1)`,
    [workerGoneAfterMs / 1000],
  );
  if (rows.length === 0) return wrong("worker", "no worker has been seen for 15 s: events are stored, but not shown");
  return fine(
    "worker",
    `${count(rows.length, "worker")} alive`,
    rows.map(({ id, seconds }) => `${id}, seen ${seconds} s ago`),
  );
}

export async function checkQueue(): Promise<Check> {
  const [{ appPool }, { jobs }] = await Promise.all([import("@/lib/db/pools"), import("@/lib/jobs/registry")]);
  const { rows: queues } = await appPool().query<{ name: string }>("select name from pgboss.queue");
  const missing = jobs.filter((job) => !queues.some((queue) => queue.name === job.name));
  const { rows } = await appPool().query<{ waiting: number; active: number; late: number; failed: number }>(
    `select count(*) filter (where state in ('created', 'retry') and start_after <= now()) as waiting,
       count(*) filter (where state = 'active') as active,
       count(*) filter (where state in ('created', 'retry') and start_after < now() - interval '10 minutes') as late,
       count(*) filter (where state = 'failed' and completed_on > now() - interval '1 day') as failed
     from pgboss.job where name not like '\\_\\_pgboss\\_\\_%'`,
  );
  const { waiting = 0, active = 0, late = 0, failed = 0 } = rows[0] ?? {};
  const text = `${count(waiting, "job")} waiting, ${active} running, ${failed} failed within a day`;
  const problems = missing.map((job) => `the queue ${job.name} is missing; start Attune, or run: migrate`);
  if (late > 0) problems.push(`${count(late, "job")} waiting for more than 10 minutes`);
  if (failed > 0) problems.push("what failed stands in the worker's log");
  return problems.length > 0 ? wrong("queue", text, problems) : fine("queue", text);
}

/** Above it pages show a banner. */
const lateMs = 15 * 60_000;

export async function checkFreshness(): Promise<Check> {
  const [{ listTenants }, { withTenantSql }, { dataAsOf }, { freshness }] = await Promise.all([
    import("@/lib/db/directory"),
    import("@/lib/db/tenant"),
    import("@/lib/events/queries/data-as-of"),
    import("@/lib/events/queries/freshness"),
  ]);
  const problems: string[] = [];
  const details: string[] = [];
  let pending = 0;
  for (const tenant of await listTenants()) {
    await withTenantSql(tenant.id, async (db) => {
      const [state, lately] = [await dataAsOf.first(db, {}), await freshness.first(db, { hours: 24 })];
      const [failures] = await db.execute<{ events: number; reasons: string | null }>(
        `select count(distinct seq) as events, string_agg(distinct projection || ' ' || reason, ', ') as reasons
         from analytics.projector_failures where tenant_id = $1`,
        [tenant.id],
      );
      pending += state?.pendingEvents ?? 0;
      if ((state?.lagMs ?? 0) > lateMs) {
        problems.push(
          `${tenant.slug}: ${count(state?.pendingEvents ?? 0, "event")} waiting, the oldest for ${minutes(state?.lagMs ?? 0)}`,
        );
      }
      if (failures && failures.events > 0) {
        const what = `${count(failures.events, "event")} could not be projected (${failures.reasons})`;
        problems.push(`${tenant.slug}: ${what}; after an update run: rebuild --tenant ${tenant.slug}`);
      }
      if (lately && lately.batches > 0) {
        const p99 = Math.round(lately.receivedP99Ms ?? 0);
        details.push(
          `${tenant.slug}: ${count(lately.events, "event")} within a day, visible ${p99} ms after receipt (p99)`,
        );
      }
    });
  }
  const text = pending === 0 ? "every event is shown" : `${count(pending, "event")} waiting to be shown`;
  return problems.length > 0 ? wrong("freshness", text, problems) : fine("freshness", text, details);
}

const minutes = (ms: number) => `${Math.round(ms / 60_000)} min`;

export async function checkPartitions(): Promise<Check> {
  const { appPool } = await import("@/lib/db/pools");
  const { rows } = await appPool().query<{ missing: number; all: number }>(
    `select count(*) filter (where to_regclass('analytics.events_' || to_char((now() at time zone 'utc')::date + ahead, 'YYYYMMDD')) is null) as missing,
       (select count(*) from pg_inherits where inhparent = 'analytics.events'::regclass) as all
     from generate_series(0, 1) as ahead`,
  );
  const { missing = 0, all = 0 } = rows[0] ?? {};
  // Intake makes a missing day itself; it only waits for it once.
  const details = missing > 0 ? ["those of today or tomorrow are made when the first event comes"] : [];
  return fine("partitions", `${count(all, "day")} in the log`, details);
}

/** @param folder where the embedded database lies; null for a database elsewhere */
export async function checkDisk(folder: string | null): Promise<Check> {
  const { appPool } = await import("@/lib/db/pools");
  const { rows } = await appPool().query<{ bytes: number }>("select pg_database_size(current_database()) as bytes");
  const size = gigabytes(rows[0]?.bytes ?? 0);
  if (folder === null) return fine("disk", `the database has ${size}; the free space of its server is not known here`);
  const { bavail, blocks, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const text = `the database has ${size}, ${gigabytes(free)} are free`;
  const scarce = free < 2e9 || bavail / blocks < 0.05;
  return scarce ? wrong("disk", text, ["make room: a full disk stops intake"]) : fine("disk", text);
}

const gigabytes = (bytes: number) => (bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`);
