import "server-only";
import { randomUUID } from "node:crypto";
import type { TenantDb } from "@/lib/db/tenant";
import { conflict, invalid, notFound } from "@/lib/errors";
import { listAnomalies } from "@/lib/master-sessions/anomalies";
import { type AnomalyState, type AnomalyStepInput, stateAfter } from "@/lib/master-sessions/anomaly-schema";
import { addAnomalyAction } from "@/lib/master-sessions/queries/add-anomaly-action";
import { setAnomalyState } from "@/lib/master-sessions/queries/set-anomaly-state";

/**
 * Takes one step with an anomaly and writes it down. The anomaly has to be there now: what late events have made ordinary needs nobody
 * any more. Throws `conflict` when somebody else was faster.
 */
export async function followAnomaly(
  db: TenantDb,
  { sessionId, kind, step, note }: AnomalyStepInput,
  userId: string,
  now: Date,
): Promise<{ actionId: string; state: AnomalyState; severity: string }> {
  if (step === "followed-up" && note === "") throw invalid({ note: "say in a few words what was done" });
  const anomaly = (await listAnomalies(db, { sessionIds: [sessionId] })).find((one) => one.kind === kind);
  if (!anomaly) throw notFound("anomaly");
  const to = stateAfter(anomaly.state, step);
  const moved =
    to && (await setAnomalyState.first(db, { sessionId, kind, from: anomaly.state, to, by: userId, at: now }));
  if (!to || !moved) throw conflict("Somebody else has taken a step with this meanwhile. Look at it again.");
  const actionId = randomUUID();
  await addAnomalyAction.first(db, { id: actionId, sessionId, kind, step, note, by: userId, at: now });
  return { actionId, state: to, severity: anomaly.severity };
}
