import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { readSessionEvents } from "@/lib/events/log-event";
import { resolvePeople } from "@/lib/events/person-links";
import { readHeader } from "@/lib/master-sessions/header";
import { arrange, readText } from "@/lib/master-sessions/practice-event";
import { listSessionDays } from "@/lib/master-sessions/queries/list-session-days";

/**
 * Who sent a kind of reaction. The read models count people by kind but do not keep who; the log does, and is read the
 * way the recap reads it, so that the people are as many as the bar says.
 */
export async function reactingPeople(db: TenantSql, sessionId: string, kind: string): Promise<string[]> {
  const days = await listSessionDays.all(db, { sessionId });
  const events = await readSessionEvents(
    db,
    [sessionId],
    days.map(({ day }) => day),
  );
  const moments = arrange(
    events,
    await resolvePeople(
      db,
      events.flatMap(({ actor }) => actor ?? []),
    ),
  );
  const end = readHeader(moments).endedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const people = new Set<string>();
  for (const moment of moments) {
    if (moment.kind !== "practice.reaction" || moment.person === null || moment.at > end) continue;
    if (readText(moment.event, "kind") === kind) people.add(moment.person);
  }
  return [...people];
}
