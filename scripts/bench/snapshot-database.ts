// Fills one database for the snapshot benchmark: node … scripts/bench/snapshot-database.ts <sessions> <projected>, with
// DATABASE_URL set. Read models of the first so many sessions are projected, those of the others are copies.
// Prints progress to stderr and one line of JSON to stdout: what a measurement needs to know.
import pg from "pg";
import { closePools } from "@/lib/db/pools";
import { projectNext } from "@/lib/events/projector";
import { cookieOfToken, openSession } from "@/lib/identity/session";
import { createTenant } from "@/lib/identity/tenants";
import { createUser } from "@/lib/identity/users";
import { projections } from "@/lib/projections";
import { cloneSessions } from "@/scripts/bench/clone-sessions";
import { eventsPerSession, logDays, writePracticeLog } from "@/scripts/bench/practice-log";
import { prepareDatabase } from "@/scripts/runtime/prepare-database";

/** What `scripts/bench/snapshot.ts` reads. */
export interface FilledDatabase {
  tenantId: string;
  slug: string;
  events: number;
  bytes: number;
  sessionIds: string[];
  cookie: string;
  writeSeconds: number;
  /** sessions that went through the projector */
  projected: number;
  projectSeconds: number;
}

const say = (line: string) => process.stderr.write(`\r\u001b[2K  ${line}`);

async function fill(sessions: number, projected: number): Promise<FilledDatabase> {
  const url = process.env.DATABASE_URL ?? "";
  await prepareDatabase(url);
  const tenant = await createTenant({ slug: "bench", name: "Bench", timeZone: "Europe/Berlin" });
  const user = await createUser({
    email: "bench@attune.test",
    name: "Bench",
    memberships: [{ tenantId: tenant.id, role: "admin" }],
  });
  const cookie = await cookieOfToken(await openSession(user.id, "Bench"));

  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const writing = performance.now();
  const events = await writePracticeLog(admin, tenant.id, sessions, (done) => say(`${done} events written`));
  const projecting = performance.now();
  for (let done = 0; done < projected * eventsPerSession; ) {
    const step = await projectNext(tenant, projections, Math.min(20_000, projected * eventsPerSession - done));
    if (step.kind !== "projected") break;
    done += step.events;
    say(`${done} of ${projected * eventsPerSession} events projected`);
  }
  const finished = performance.now();
  if (projected < sessions) {
    const minutesBetween = (logDays * 1440) / sessions;
    await cloneSessions(admin, projected, projected + 1, sessions, minutesBetween, (done) =>
      say(`session ${done} copied`),
    );
    await admin.query("update analytics.projector_cursors set seq = $2 where tenant_id = $1", [tenant.id, events]);
  }
  say("");
  await admin.query("vacuum analyze");
  const { rows } = await admin.query<{ bytes: string }>("select pg_database_size(current_database()) as bytes");
  await admin.end();
  const sample = Array.from({ length: 20 }, (_, n) => `session-${Math.max(1, Math.round((sessions * (n + 1)) / 20))}`);
  return {
    tenantId: tenant.id,
    slug: tenant.slug,
    events,
    bytes: Number(rows[0]?.bytes),
    sessionIds: sample,
    cookie,
    writeSeconds: (projecting - writing) / 1000,
    projected,
    projectSeconds: (finished - projecting) / 1000,
  };
}

const filled = await fill(Number(process.argv[2]), Number(process.argv[3]));
await closePools();
process.stdout.write(`${JSON.stringify(filled)}\n`);
