import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { type PracticeEvent, practiceKinds } from "@/lib/master-sessions/practice-event";

interface Row extends Omit<PracticeEvent, "occurredAt" | "properties"> {
  sessionId: string;
  at: number;
  deviceId: string | null;
  connectionId: string | null;
  kind: string | null;
  importId: string | null;
  properties: Record<string, unknown> | null;
}

/*
 * A session that goes on is read again with every batch, and nearly all of its events are people coming, leaving and reacting. Taking those
 * apart in the database and leaving out what no recap reads costs a third of reading them whole. Sorting by time there makes the recap's
 * own sorting a mere walk; the order of what is level stays the recap's business.
 */
const statement = `/* master-sessions.events */
  select session_key as "sessionId", event_id as "eventId", name, (extract(epoch from occurred_at) * 1000)::float8 as at,
    actor, country, language, device,
    properties ->> 'deviceId' as "deviceId", properties ->> 'connectionId' as "connectionId", properties ->> 'kind' as kind,
    properties ->> 'importId' as "importId",
    case when name not in ('practice.ready', 'practice.left', 'practice.reaction') then properties end as properties
  from analytics.events
  where tenant_id = $1 and session_key = any($2::text[]) and day = any($3::date[]) and name = any($4::text[])
  order by occurred_at`;

/** The events of the given sessions on the given UTC days, by session; only the partitions of those days are touched. */
export async function readPracticeEvents(
  db: TenantSql,
  sessionIds: readonly string[],
  days: readonly string[],
): Promise<Map<string, PracticeEvent[]>> {
  const rows = await db.execute<Row>(statement, [db.tenantId, sessionIds, days, practiceKinds]);
  const sessions = new Map<string, PracticeEvent[]>();
  for (const row of rows) {
    const { sessionId, deviceId, connectionId, kind, importId } = row;
    // Written out: a hundred thousand spreads cost more than reading the rows.
    const event: PracticeEvent = {
      eventId: row.eventId,
      name: row.name,
      occurredAt: new Date(row.at),
      actor: row.actor,
      country: row.country,
      language: row.language,
      device: row.device,
      properties: row.properties ?? { deviceId, connectionId, kind, importId },
    };
    const session = sessions.get(sessionId);
    if (session) session.push(event);
    else sessions.set(sessionId, [event]);
  }
  return sessions;
}
