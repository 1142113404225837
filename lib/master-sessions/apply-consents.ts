import "server-only";
import { writeAudit } from "@/lib/audit/write-audit";
import type { TenantSql } from "@/lib/db/tenant";
import { pullQuotes } from "@/lib/master-sessions/pull-quotes";
import type { ConsentLevel, Recap } from "@/lib/master-sessions/recap-rows";

/** A consent that the participant changed, and that the consents do not say yet. */
interface Statement {
  readonly sessionId: string;
  readonly eventId: string;
  readonly level: ConsentLevel;
  readonly statedAt: Date;
  readonly before: ConsentLevel | null;
}

/**
 * Makes the consents say what participants said last by `practice.consent`. A narrower one takes the quote out of every report in the same
 * transaction and is audited with the number of reports. What the consents know already changes nothing, so a rebuild is harmless; a withdrawal
 * that operations noted holds until the participant says something later.
 */
export async function applyConsents(db: TenantSql, recaps: ReadonlyMap<string, Recap>): Promise<void> {
  const said = [...recaps].flatMap(([sessionId, { gratitude }]) =>
    gratitude.flatMap((row) => (row.consentAt ? [{ sessionId, ...row, consentAt: row.consentAt }] : [])),
  );
  if (said.length === 0) return;
  const news = await db.execute<Statement>(
    `/* master-sessions.new-consents */ select said.session_id as "sessionId", said.event_id::text as "eventId", said.level,
       said.stated_at as "statedAt", case when consent.withdrawn_at is null then consent.level end as before
     from unnest($2::text[], $3::uuid[], $4::text[], $5::timestamptz[]) as said (session_id, event_id, level, stated_at)
     left join consents consent on consent.tenant_id = $1 and consent.event_id = said.event_id
     where case when consent.event_id is null then said.level <> 'none'
                else consent.stated_at is null or consent.stated_at < said.stated_at end
     order by said.stated_at, said.event_id`,
    [
      db.tenantId,
      said.map((row) => row.sessionId),
      said.map((row) => row.eventId),
      said.map((row) => row.consent),
      said.map((row) => row.consentAt),
    ],
  );
  for (const statement of news) await apply(db, statement);
}

async function apply(db: TenantSql, { sessionId, eventId, level, statedAt, before }: Statement): Promise<void> {
  const narrower = level === "none" || (level === "anonymised" && before === "quoted");
  const removed = narrower ? ((await pullQuotes(db, [eventId])).get(eventId) ?? 0) : 0;
  if (level === "none") {
    await db.execute(
      `/* master-sessions.withdraw-consent */ update consents
       set withdrawn_at = coalesce(withdrawn_at, $3), withdrawn_by = coalesce(withdrawn_by, 'participant'), stated_at = $3
       where tenant_id = $1 and event_id = $2`,
      [db.tenantId, eventId, statedAt],
    );
  } else {
    // A consent belongs to a text by its hash: a text that was erased can get none any more.
    await db.execute(
      `/* master-sessions.give-consent */ insert into consents (tenant_id, event_id, text_hash, level, given_at, stated_at)
       select tenant_id, event_id, sha256(convert_to(value, 'UTF8')), $3, $4, $4 from analytics.private_texts
       where tenant_id = $1 and event_id = $2 and field = 'text'
       on conflict (tenant_id, event_id) do update
         set level = excluded.level, given_at = excluded.given_at, stated_at = excluded.stated_at, withdrawn_at = null, withdrawn_by = null`,
      [db.tenantId, eventId, level, statedAt],
    );
  }
  await writeAudit(
    db,
    { kind: "visitor", label: "participant" },
    {
      action: level === "none" ? "consent.withdrawn" : "consent.given",
      target: { type: "gratitude", id: eventId },
      detail: { session: sessionId, consent: level, removedFromReports: removed },
    },
  );
}
