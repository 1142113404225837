import "server-only";
import { redactEntries } from "@/lib/audit/redact-entries";
import { writeAudit } from "@/lib/audit/write-audit";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { lockCursor } from "@/lib/events/cursor";
import { forgetInLog } from "@/lib/events/forget-people";
import { forgetInSessions } from "@/lib/master-sessions/forget-people";
import { gather } from "@/lib/privacy/find-person";
import {
  forgetDeliveries,
  forgetExports,
  forgetLetters,
  forgetNotices,
  forgetViews,
  forgetWordsOfTeam,
} from "@/lib/privacy/queries/forget-rest";
import { countHeld } from "@/lib/privacy/queries/held";
import { expireFiles, failedRequests, giveUpRequest } from "@/lib/privacy/queries/requests";
import { openSubject } from "@/lib/privacy/sealed-subject";
import type { Seeds, Subject } from "@/lib/privacy/subject";
import { forgetInQuizzes } from "@/lib/quiz-sessions/forget-people";

/** Later than any copy may live. */
const farFuture = new Date("2999-01-01T00:00:00Z");

export interface ErasureOf {
  readonly requestId: string;
  readonly seeds: Seeds;
  readonly askedBy: string;
  readonly now: Date;
}

/**
 * Erases a person, in the caller's one transaction: either nothing of her is left, or nothing has happened. It holds the projector's
 * cursor, so that no batch can write her old names into read models meanwhile. Figures stay: every count is the same afterwards
 * (docs/decisions/0310). The pages of the settings and of the prospect both end here.
 * @returns what was erased, as numbers
 */
export async function erasePerson(
  db: TenantSql,
  tenant: Tenant,
  { requestId, seeds, askedBy, now }: ErasureOf,
): Promise<Record<string, number>> {
  await lockCursor(db);
  const subject = await gather(db, seeds);
  const held = await countHeld(db, subject);
  const forgotten = await forgetInLog(db, subject);
  const sessions = await forgetInSessions(db, forgotten);
  const quizzes = await forgetInQuizzes(db, tenant, forgotten, askedBy, now);

  const eventIds = forgotten.events.map(({ eventId }) => eventId);
  await forgetDeliveries.all(db, { eventIds, sessionIds: quizzes.sessionIds });
  await forgetLetters.all(db, { emails: [...subject.emails], now });
  await forgetExports.all(db, { now });
  await expireFiles.all(db, { before: farFuture });
  await forgetOtherRequests(db, requestId, subject);
  const ids = [
    ...quizzes.sessionIds,
    ...quizzes.prospectIds,
    ...subject.actors,
    ...subject.persons,
    ...subject.prospects,
  ];
  await forgetNotices.all(db, { needles: ids });
  const words = identifyingWords(subject);
  const views = await forgetViews.all(db, { needles: [...words, ...ids].flatMap(asInAddress) });
  const [team] = await forgetWordsOfTeam.all(db, { words });
  const labels = [...quizzes.tags, ...views.map(({ name }) => name)];
  const entries = await redactEntries(db, [...ids, ...words, ...labels]);

  const counts = { ...held, reports: sessions.quotes, teamTexts: team?.gone ?? 0, auditEntries: entries };
  await writeAudit(
    db,
    { kind: "system", label: "Attune" },
    { action: "privacy.person-erased", target: { type: "privacy-request", id: requestId }, detail: counts },
    now,
  );
  await db.execute("select pg_notify('attune_projected', $1)", [db.tenantId]);
  return counts;
}

/** Earlier requests about her that came to nothing still know whom they were about. */
async function forgetOtherRequests(db: TenantSql, requestId: string, { actors, emails }: Subject): Promise<void> {
  const hers = new Set([...actors, ...emails]);
  for (const { id, sealed } of await failedRequests.all(db, { but: requestId })) {
    const { seeds } = openSubject(db.tenantId, id, sealed);
    if ([...seeds.actors, ...seeds.emails].some((one) => hers.has(one))) await giveUpRequest.all(db, { id });
  }
}

/** Texts that name her and nobody else: addresses, ids, numbers, and names of two words or more. A first name is too many people's. */
export function identifyingWords({ emails, userIds, phones, names, devices }: Subject): string[] {
  const words = [...emails, ...userIds, ...phones, ...devices, ...names.filter((name) => /\S\s+\S/.test(name))];
  return [...new Set(words.map((word) => word.trim()).filter((word) => word.length >= 4))];
}

const asInAddress = (word: string) => {
  const lower = word.toLowerCase();
  return [
    lower,
    encodeURIComponent(lower).toLowerCase(),
    encodeURIComponent(lower).replaceAll("%20", "+").toLowerCase(),
  ];
};
