import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import type { TenantDb } from "@/lib/db/tenant";
import { invalid, notFound } from "@/lib/errors";
import { knownNames } from "@/lib/reports/known-names";
import { reportLimits } from "@/lib/reports/payload";
import { getQuoteCandidate } from "@/lib/reports/queries/get-quote-candidate";
import { identifyingKinds, isShortening, redact } from "@/lib/reports/quote";
import type { reviewQuoteInput } from "@/lib/reports/schema";

export interface QuoteDecision {
  /** reports that showed the quote until now and do not any more */
  readonly removedFrom: number;
}

/**
 * Notes a person's decision about one text. An approved quote may be shorter than the text, never more, and holds nothing that
 * identifies a person as far as a pattern can tell. Changing or withdrawing a decision takes the quote out of every report.
 */
export async function reviewQuote(
  db: TenantDb,
  input: z.output<typeof reviewQuoteInput>,
  userId: string,
  now: Date,
): Promise<QuoteDecision> {
  const { tenantId } = db;
  const candidate = await getQuoteCandidate.first(db, { sessionId: input.sessionId, eventId: input.eventId });
  if (!candidate) throw notFound("text with consent");
  const proposed = async () => redact(candidate.text, await knownNames(db, [candidate.text]));
  const quoteText = input.decision === "approve" ? input.quoteText || (await proposed()) : "";
  if (input.decision === "approve") judgeQuote(candidate.text, quoteText);

  const { count: removedFrom } = await db.prisma.reportQuote.deleteMany({
    where: { tenantId, eventId: input.eventId },
  });
  if (input.decision === "reset") {
    await db.prisma.quoteReview.deleteMany({ where: { tenantId, eventId: input.eventId } });
    return { removedFrom };
  }
  const consent = await db.prisma.consent.findUniqueOrThrow({
    where: { tenantId_eventId: { tenantId, eventId: input.eventId } },
    select: { textHash: true },
  });
  const decision = {
    sessionId: input.sessionId,
    textHash: consent.textHash,
    status: input.decision === "approve" ? "approved" : "rejected",
    quoteText,
    quoteHash: new Uint8Array(createHash("sha256").update(quoteText).digest()),
    reviewedBy: userId,
    reviewedAt: now,
  };
  await db.prisma.quoteReview.upsert({
    where: { tenantId_eventId: { tenantId, eventId: input.eventId } },
    create: { tenantId, eventId: input.eventId, ...decision },
    update: decision,
    select: { eventId: true },
  });
  return { removedFrom };
}

function judgeQuote(original: string, quoteText: string): void {
  if (quoteText === "") throw invalid({ quoteText: "a quote needs at least one word" });
  if (quoteText.length > reportLimits.quoteLength) {
    throw invalid({ quoteText: `shorten it to ${reportLimits.quoteLength} characters` });
  }
  const kinds = identifyingKinds(quoteText);
  if (kinds.length > 0) throw invalid({ quoteText: `take out the ${kinds.join(" and the ")}` });
  if (!isShortening(original, quoteText)) {
    throw invalid({ quoteText: "only leave words out; a quote must not say what the person did not" });
  }
}
