import "server-only";
import { join, type Sql, sql } from "@/lib/db/sql";
import type { TenantSql } from "@/lib/db/tenant";

/** An event as the log keeps it and as projections see it. */
export interface LogEvent {
  /** the tenant's own dense number, in commit order */
  readonly seq: number;
  readonly eventId: string;
  readonly name: string;
  /** corrected for the client's clock */
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  /** UTC day of `occurredAt`, `YYYY-MM-DD`: the log's partition */
  readonly day: string;
  /** pseudonym of the person or of the anonymous id */
  readonly actor: string | null;
  /** the practice or quiz session that the event belongs to */
  readonly sessionKey: string | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly device: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly path: string | null;
  readonly campaign: Record<string, string> | null;
  readonly properties: Record<string, unknown>;
}

/**
 * The columns of analytics.events under the names of `LogEvent`. A row that comes through `withTenantSql` then is a
 * LogEvent as it stands: the driver's type parsers make the numbers, dates and objects, so no row is parsed twice.
 */
export const logEventColumns: Sql = sql`seq, event_id as "eventId", name, occurred_at as "occurredAt",
  received_at as "receivedAt", day, actor, session_key as "sessionKey", country, language, device, browser, os, path,
  campaign, properties`;

/**
 * Every event of the given sessions on the given UTC days, by session, then time, then event id (an order that does not
 * depend on arrival). Only the partitions of those days are touched.
 */
export async function readSessionEvents(
  db: TenantSql,
  sessionKeys: readonly string[],
  days: readonly string[],
): Promise<LogEvent[]> {
  if (sessionKeys.length === 0 || days.length === 0) return [];
  const statement = sql`/* events.of-sessions */ select ${logEventColumns} from analytics.events
    where tenant_id = ${db.tenantId} and session_key in (${join(sessionKeys)}) and day in (${join(days)})
    order by session_key, occurred_at, event_id`;
  return db.execute<LogEvent>(statement.text, statement.values);
}
