import { randomUUID } from "node:crypto";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import type { LogEvent } from "@/lib/events/log-event";

export type LoggedEvent = Omit<LogEvent, "seq">;

/** An event as it stands in the log, with only what matters to the test said. */
export function logged(given: Partial<Omit<LoggedEvent, "day">> & { name: string; occurredAt: Date }): LoggedEvent {
  return {
    eventId: randomUUID(),
    receivedAt: given.occurredAt,
    actor: null,
    sessionKey: null,
    country: null,
    language: null,
    device: null,
    browser: null,
    os: null,
    path: null,
    campaign: null,
    properties: {},
    ...given,
    day: given.occurredAt.toISOString().slice(0, 10),
  };
}

/**
 * Writes events into the log behind intake's back, in the given order, as flushes of `flushSize`: for tests of what reads
 * the log. Stories that are about behaviour go through the real intake instead.
 */
export async function writeLog(tenant: Tenant, events: readonly LoggedEvent[], flushSize = 100): Promise<void> {
  for (let at = 0; at < events.length; at += flushSize) await writeFlush(tenant, events.slice(at, at + flushSize));
}

async function writeFlush(tenant: Tenant, events: readonly LoggedEvent[]): Promise<void> {
  await withTenantSql(tenant.id, async (db) => {
    const days = [...new Set(events.map((event) => event.day))].sort();
    for (const day of days) await db.execute("select analytics.ensure_event_partition($1::date)", [day]);
    const [head] = await db.execute<{ last_seq: number }>(
      `insert into analytics.log_heads (tenant_id, last_seq) values ($1, $2)
       on conflict (tenant_id) do update set last_seq = analytics.log_heads.last_seq + excluded.last_seq returning last_seq`,
      [tenant.id, events.length],
    );
    const firstSeq = (head?.last_seq ?? 0) - events.length + 1;
    const rows = events.map((event, index) => ({ ...event, seq: firstSeq + index }));
    await db.execute(
      `insert into analytics.events (tenant_id, day, seq, event_id, occurred_at, received_at, name, actor, session_key,
         country, language, device, browser, os, path, campaign, properties)
       select $1::uuid, day, seq, "eventId", "occurredAt", "receivedAt", name, actor, "sessionKey",
         country, language, device, browser, os, path, campaign, properties
       from jsonb_to_recordset($2::jsonb) as event (day date, seq bigint, "eventId" uuid, "occurredAt" timestamptz,
         "receivedAt" timestamptz, name text, actor uuid, "sessionKey" text, country text, language text, device text,
         browser text, os text, path text, campaign jsonb, properties jsonb)`,
      [tenant.id, JSON.stringify(rows)],
    );
    await db.execute(
      `insert into analytics.event_keys (tenant_id, event_id, day) select $1::uuid, * from unnest($2::uuid[], $3::date[])`,
      [tenant.id, rows.map((row) => row.eventId), rows.map((row) => row.day)],
    );
    await db.execute(
      `insert into analytics.flushes (tenant_id, last_seq, first_seq, min_day, max_day, received_at) values ($1, $2, $3, $4, $5, now())`,
      [tenant.id, firstSeq + rows.length - 1, firstSeq, days[0], days.at(-1)],
    );
  });
}
