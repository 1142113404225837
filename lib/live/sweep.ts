import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { type PreparedEvent, uuidOf } from "@/lib/events/normalise";
import { oldestKept } from "@/lib/events/occurred-at";
import { commit } from "@/lib/live/append-practice";
import { liveLimits } from "@/lib/live/limits";
import { dropPulse, dropSilent, silentConnections } from "@/lib/live/queries/heartbeats";
import { overdueSessions } from "@/lib/live/queries/overdue-sessions";

/*
 * What nobody sends, the log must still know, because everything is counted from it: that a connection fell silent, and that a session's
 * time was over. Both events have ids that follow from what they say, so that two workers, or one that was interrupted, say it once.
 */

const mostAtOnce = 500;
const pulseMs = 5 * 60_000;

/**
 * Lets every connection go that has not been heard of for too long: it left with its last heartbeat. Returns how many. First the log, then
 * the forgetting: interrupted in between, it is said again under the same id.
 */
export async function sweepSilent(tenant: Pick<Tenant, "id">, now: Date): Promise<number> {
  const before = new Date(now.getTime() - liveLimits.silentMs);
  let swept = 0;
  for (;;) {
    const silent = await withTenantSql(tenant.id, (db) => silentConnections.all(db, { before, limit: mostAtOnce }));
    if (silent.length > 0) {
      await commit(
        tenant,
        silent.map(({ sessionId, actor, deviceId, connectionId, seenAt }) =>
          fact("practice.left", `silent/${tenant.id}/${sessionId}/${actor}/${deviceId}/${connectionId}`, seenAt, now, {
            actor,
            properties: { sessionId, deviceId, connectionId, reason: "silent" },
          }),
        ),
      );
      await withTenantSql(tenant.id, (db) => dropSilent(db, silent));
    }
    swept += silent.length;
    if (silent.length < mostAtOnce) break;
  }
  if (swept === 0) {
    await withTenantSql(tenant.id, (db) => dropPulse.all(db, { before: new Date(now.getTime() - pulseMs) }));
  }
  return swept;
}

/** Closes the sessions that nobody ended, at their planned end, once the grace after it is over too. Returns how many. */
export async function closeOverdue(tenant: Pick<Tenant, "id" | "retentionMonths">, now: Date): Promise<number> {
  const overdue = await withTenantSql(tenant.id, (db) =>
    overdueSessions.all(db, {
      now,
      graceS: liveLimits.graceMs / 1000,
      durationMinutes: liveLimits.durationMinutes,
      oldestAt: new Date(oldestKept(now.getTime(), tenant.retentionMonths)),
    }),
  );
  await commit(
    tenant,
    overdue.map(({ sessionId, closesAt }) =>
      fact("practice.closed", `closed/${tenant.id}/${sessionId}`, closesAt, now, {
        actor: null,
        properties: { sessionId, reason: "overdue" },
      }),
    ),
  );
  return overdue.length;
}

interface Fact {
  readonly actor: string | null;
  readonly properties: { readonly sessionId: string } & Readonly<Record<string, string>>;
}

/** An event that Attune itself says. It has no sender, so it is made in the log's form: the person is known by her pseudonym alone. */
function fact(name: string, about: string, at: Date, now: Date, { actor, properties }: Fact): PreparedEvent {
  const eventId = uuidOf(`attune/${about}/${at.getTime()}`);
  return {
    eventId,
    givenId: eventId,
    occurredAt: at.toISOString(),
    receivedAt: now.toISOString(),
    name,
    actor,
    sessionKey: properties.sessionId,
    country: null,
    language: null,
    device: null,
    browser: null,
    os: null,
    path: null,
    campaign: null,
    properties: JSON.stringify(properties),
    texts: [],
    consent: null,
    person: null,
    ignored: [],
  };
}
