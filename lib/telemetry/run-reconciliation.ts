import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { writeAudit } from "@/lib/audit/write-audit";
import type { Tenant } from "@/lib/db/directory";
import type { TenantDb, TenantSql } from "@/lib/db/tenant";
import { readPosition } from "@/lib/live/queries/read-session";
import { notify } from "@/lib/notifications/notify";
import {
  deleteOldRuns,
  insertDifferences,
  insertRun,
  listEndedSessions,
} from "@/lib/telemetry/queries/reconciliation-runs";
import { type Disagreement, reconcileSession } from "@/lib/telemetry/reconcile";

export interface Reconciliation {
  readonly sessions: number;
  readonly disagreements: readonly Disagreement[];
}

/** The ways into the tenant: for much reading, and for noting what came of it. */
export interface Ways {
  read<T>(fn: (db: TenantSql) => Promise<T>): Promise<T>;
  write<T>(fn: (db: TenantDb) => Promise<T>): Promise<T>;
}

const keptDays = 90;

/**
 * Compares every ended session of a tenant, each in one snapshot of the database, notes the outcome, and raises the alarm where something
 * disagrees: a notice to those who may share reports, an audit entry, and the banner of the telemetry page, which reads the latest run.
 */
export async function reconcileTenant(
  { read, write }: Ways,
  tenant: Tenant,
  now = () => new Date(),
): Promise<Reconciliation> {
  const startedAt = now();
  const disagreements: Disagreement[] = [];
  let sessions = 0;
  for (let after = ""; ; ) {
    const page = await read((db) => listEndedSessions.all(db, { after, limit: 200 }));
    for (const { sessionId } of page) {
      sessions += 1;
      disagreements.push(...(await settled(read, tenant, sessionId)));
    }
    const last = page.at(-1);
    if (page.length < 200 || !last) break;
    after = last.sessionId;
  }
  await write((db) => note(db, { sessions, disagreements }, startedAt, now()));
  return { sessions, disagreements };
}

/** What disagrees while events wait to be projected may be nothing but that: then it is asked again, a few times. */
async function settled(read: Ways["read"], tenant: Tenant, sessionId: string): Promise<Disagreement[]> {
  for (let attempt = 1; ; attempt++) {
    const { found, behind } = await read(async (db) => {
      await db.execute("set transaction isolation level repeatable read", []);
      const { head, projected } = await readPosition(db);
      return { found: await reconcileSession(db, tenant, sessionId), behind: head > projected };
    });
    if (found.length === 0 || !behind || attempt === 5) return found;
    await delay(1000);
  }
}

async function note(db: TenantDb, result: Reconciliation, startedAt: Date, finishedAt: Date): Promise<void> {
  const { sessions, disagreements } = result;
  const id = randomUUID();
  await insertRun.all(db, { id, startedAt, finishedAt, sessions, differences: disagreements.length });
  await deleteOldRuns.all(db, { before: new Date(finishedAt.getTime() - keptDays * 86_400_000) });
  if (disagreements.length === 0) return;
  await insertDifferences.all(db, { runId: id, differences: [...disagreements] });
  const concerned = new Set(disagreements.map((one) => one.sessionId)).size;
  await notify(
    db,
    {
      kind: "figures-disagree",
      audience: { permission: "reports:share" },
      href: "masters/telemetry#agreement",
      params: { sessions: concerned },
      // Every night until it is mended, and not twice a day.
      once: `figures-disagree/${finishedAt.toISOString().slice(0, 10)}`,
    },
    finishedAt,
  );
  await writeAudit(
    db,
    { kind: "system", label: "Attune" },
    {
      action: "reconciliation.disagreed",
      target: { type: "reconciliation", id },
      detail: { sessions: concerned, figures: disagreements.length },
    },
    finishedAt,
  );
}
