import "server-only";
import type { z } from "zod";
import type { TenantSql } from "@/lib/db/tenant";
import { type Finding, findAnomalies } from "@/lib/master-sessions/anomaly";
import { type AnomalyFilters, type AnomalyState, anomalySeverities } from "@/lib/master-sessions/anomaly-schema";
import { listAnomalyCandidates } from "@/lib/master-sessions/queries/list-anomaly-candidates";
import { masterOf } from "@/lib/master-sessions/queries/session-columns";
import type { SessionItem } from "@/lib/master-sessions/schema";

/** What is out of the ordinary about one session, and how far somebody has got with it. */
export interface Anomaly extends Finding {
  readonly session: {
    readonly id: string;
    readonly title: string;
    readonly master: NonNullable<SessionItem["master"]>;
    readonly language: string | null;
    readonly heldAt: Date;
    readonly total: number;
  };
  readonly state: AnomalyState;
  readonly changedAt: Date | null;
  /** follow-ups that were written down */
  readonly followUps: number;
}

type Asked = z.input<typeof listAnomalyCandidates.params>;

/**
 * Anomalies of the sessions that are asked for, newest session first. They are worked out from the frozen figures each time, so that late
 * events and a rebuild change them without anybody's doing; only what people decided about them is stored.
 */
export async function listAnomalies(db: TenantSql, asked: Asked): Promise<Anomaly[]> {
  const rows = await listAnomalyCandidates.all(db, asked);
  return rows.flatMap((row) => {
    const { id, title, language, heldAt, total } = row;
    const master = masterOf(row);
    if (!master) return [];
    return findAnomalies(row, row.baseline).map((finding): Anomaly => {
      const decided = row.states.find(({ kind }) => kind === finding.kind);
      return {
        ...finding,
        session: { id, title, master, language, heldAt, total },
        state: decided?.state ?? "open",
        changedAt: decided?.changedAt ?? null,
        followUps: decided?.followUps ?? 0,
      };
    });
  });
}

/** Those that the filters of the list ask for; the master is asked for in the query. */
export function filterAnomalies(anomalies: readonly Anomaly[], { state, kind, severity }: AnomalyFilters): Anomaly[] {
  return anomalies.filter(
    (one) =>
      (state === "all" || (state === "unsettled" ? one.state !== "closed" : one.state === state)) &&
      (kind === undefined || one.kind === kind) &&
      (severity === undefined || one.severity === severity),
  );
}

/** How long an anomaly that nobody has looked at waits among what needs a person. */
const waitingDays = 14;

/** Anomalies of the last two weeks that nobody has acknowledged. */
export async function countOpenAnomalies(db: TenantSql, now: Date): Promise<number> {
  const start = new Date(now.getTime() - waitingDays * 86_400_000);
  return (await listAnomalies(db, { start })).filter(({ state }) => state === "open").length;
}

/** The anomalies of some sessions that are not closed, by session, gravest first. */
export async function anomaliesOfSessions(
  db: TenantSql,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Anomaly[]>> {
  const bySession = new Map<string, Anomaly[]>();
  if (sessionIds.length === 0) return bySession;
  for (const anomaly of await listAnomalies(db, { sessionIds: [...new Set(sessionIds)] })) {
    if (anomaly.state === "closed") continue;
    bySession.set(anomaly.session.id, [...(bySession.get(anomaly.session.id) ?? []), anomaly].sort(byGravity));
  }
  return bySession;
}

/** Gravest first. */
export const byGravity = (a: Anomaly, b: Anomaly) =>
  anomalySeverities.indexOf(b.severity) - anomalySeverities.indexOf(a.severity) || b.distance - a.distance;
