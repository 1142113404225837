import { createHash, randomUUID } from "node:crypto";
import type { Tenant } from "@/lib/db/directory";
import type { TestDatabase } from "@/lib/testing/db";

export interface PlantedText {
  readonly eventId: string;
  readonly text: string;
}

/**
 * Plants the read model of one ended session as the superuser: for tests of what reads it. `texts` are gratitude texts with their
 * consent; each gets an event id.
 */
export async function plantEndedSession(
  database: TestDatabase,
  tenant: Tenant,
  session: {
    sessionId: string;
    total: number;
    title?: string;
    masterId?: string;
    startedAt?: Date;
    groups?: readonly (readonly [dimension: string, value: string, people: number])[];
    dominant?: string;
    texts?: readonly { text: string; consent: "none" | "anonymised" | "quoted" }[];
  },
): Promise<PlantedText[]> {
  const startedAt = session.startedAt ?? new Date("2026-11-19T18:00:00Z");
  const endedAt = new Date(startedAt.getTime() + 45 * 60_000);
  const masterId = session.masterId ?? "anna";
  await database.admin(
    `insert into masters (tenant_id, master_id, name, named_at) values ($1, $2, 'Anna Weiss', now()) on conflict do nothing`,
    [tenant.id, masterId],
  );
  await database.admin(
    `insert into master_sessions (tenant_id, session_id, master_id, title, language, started_at, ended_at, held_at, total, last_event_at)
     values ($1, $2, $3, $4, 'en', $5, $6, $5, $7, $6)`,
    [tenant.id, session.sessionId, masterId, session.title ?? "Evening of unity", startedAt, endedAt, session.total],
  );
  await database.admin(
    `insert into session_totals (tenant_id, session_id, frozen_at, started_at, ended_at, total, ready_before_start, peak, peak_at,
       half_time, half_time_at, attended_ms, partial_people, dropped_people, joins, dedupe_adjustments, countries, languages,
       reacting_people, reactions, dominant_reaction, gratitude_texts, gratitude_people, au, audience_curve)
     values ($1, $2, $4, $3, $4, $5, $5, $5, $3, $5, $3, 1000, 0, 0, $5, 0, 3, 2, $5, $5, $6, 2, 2, 10, array[1, 2, 3])`,
    [tenant.id, session.sessionId, startedAt, endedAt, session.total, session.dominant ?? null],
  );
  for (const [dimension, value, people] of session.groups ?? []) {
    await database.admin(`insert into session_breakdowns values ($1, $2, $3, $4, $5, $5)`, [
      tenant.id,
      session.sessionId,
      dimension,
      value,
      people,
    ]);
  }
  const planted: PlantedText[] = [];
  for (const { text, consent } of session.texts ?? []) {
    const eventId = randomUUID();
    planted.push({ eventId, text });
    await database.admin(
      `insert into session_gratitude (tenant_id, session_id, event_id, language, consent, said_at) values ($1, $2, $3, 'en', $4, $5)`,
      [tenant.id, session.sessionId, eventId, consent, endedAt],
    );
    await database.admin(
      `insert into analytics.private_texts (tenant_id, event_id, field, value) values ($1, $2, 'text', $3)`,
      [tenant.id, eventId, text],
    );
    if (consent === "none") continue;
    await database.admin(
      `insert into consents (tenant_id, event_id, text_hash, level, given_at) values ($1, $2, $3, $4, $5)`,
      [tenant.id, eventId, createHash("sha256").update(text).digest(), consent, endedAt],
    );
  }
  return planted;
}
