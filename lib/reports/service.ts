import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Tenant } from "@/lib/db/directory";
import type { TenantDb } from "@/lib/db/tenant";
import { conflict, invalid, notFound } from "@/lib/errors";
import { hashPassword } from "@/lib/identity/password";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { gatherReport, type ReportContent } from "@/lib/reports/gather-report";
import { linkToken } from "@/lib/reports/link-token";
import type { ReportSection } from "@/lib/reports/payload";
import { getFigures } from "@/lib/reports/queries/get-figures";
import { getLatestVersion } from "@/lib/reports/queries/get-latest-version";
import { listApprovedQuotes } from "@/lib/reports/queries/list-approved-quotes";
import type { addLinkInput } from "@/lib/reports/schema";

export interface FrozenReport {
  readonly reportId: string;
  readonly version: number;
  readonly endedAt: Date;
}

/**
 * Freezes a report: an immutable row with the figures as they are now, and the chosen quotes, each of which the database
 * accepts only while it is approved. Throws not-found for an unknown session, conflict for one that has not ended,
 * invalid when a quote is not approved.
 */
export async function freezeReport(
  db: TenantDb,
  tenant: Tenant,
  input: ReportContent & { sessionId: string; quotes: readonly string[] },
  userId: string,
  now: Date,
): Promise<FrozenReport> {
  const snapshot = await getSnapshot(db, input.sessionId, now);
  const { endedAt } = snapshot.session;
  if (snapshot.session.status !== "ended" || !endedAt) {
    throw conflict("This session has not ended yet. Share its report afterwards.");
  }
  const approved = await listApprovedQuotes.all(db, { sessionId: input.sessionId });
  const quotes = input.quotes.map((eventId) => {
    const quote = approved.find((one) => one.eventId === eventId);
    if (!quote) throw invalid({ quotes: "one of the quotes is not approved any more; reload and choose again" });
    return quote;
  });
  const version = (await latestVersion(db, input.sessionId)) + 1;
  const payload = await gatherReport(db, tenant, snapshot, input, version, now);
  const basis = await getFigures.first(db, { sessionId: input.sessionId });
  const reportId = randomUUID();
  await db.prisma.report.create({
    data: {
      tenantId: tenant.id,
      id: reportId,
      sessionId: input.sessionId,
      version,
      locale: input.locale,
      payload,
      basis: basis?.figures,
      createdBy: userId,
      createdAt: now,
    },
    select: { id: true },
  });
  if (quotes.length > 0) {
    await db.prisma.reportQuote.createMany({
      data: quotes.map((quote, index) => ({
        tenantId: tenant.id,
        reportId,
        position: index + 1,
        eventId: quote.eventId,
        quoteHash: new Uint8Array(quote.quoteHash),
      })),
    });
  }
  return { reportId, version, endedAt };
}

async function latestVersion(db: TenantDb, sessionId: string): Promise<number> {
  // Two people may press the button at once: the second waits here, then takes the next number.
  await db.prisma.$executeRawUnsafe(
    "select pg_advisory_xact_lock(hashtextextended($1, 0))",
    `${db.tenantId}/${sessionId}`,
  );
  return (await getLatestVersion.first(db, { sessionId }))?.version ?? 0;
}

/** Makes a link to a report. The token is in the return value only; the database keeps its hash. */
export async function createLink(
  db: TenantDb,
  link: Omit<z.output<typeof addLinkInput>, "sections"> & { sections: ReportSection[] },
  userId: string,
  now: Date,
): Promise<{ linkId: string; token: string; expiresAt: Date }> {
  const report = await db.prisma.report.findUnique({
    where: { tenantId_id: { tenantId: db.tenantId, id: link.reportId } },
    select: { id: true },
  });
  if (!report) throw notFound("report");
  const linkId = randomUUID();
  const { value: token, hash } = linkToken(db.tenantId, linkId);
  const expiresAt = new Date(now.getTime() + link.expiresInDays * 86_400_000);
  await db.prisma.reportLink.create({
    data: {
      tenantId: db.tenantId,
      id: linkId,
      reportId: link.reportId,
      name: link.name,
      tokenHash: new Uint8Array(hash),
      passwordHash: link.password ? await hashPassword(link.password) : null,
      passwordVersion: 0,
      sections: link.sections,
      allowDownload: link.allowDownload,
      expiresAt,
      createdBy: userId,
      createdAt: now,
    },
    select: { id: true },
  });
  return { linkId, token, expiresAt };
}

/** The token of a link that still opens. Throws conflict for one from before tokens could be worked out again. */
export async function tokenOfLivingLink(db: TenantDb, linkId: string): Promise<{ name: string; token: string }> {
  const { name, tokenHash } = await livingLink(db, linkId);
  const { value: token, hash } = linkToken(db.tenantId, linkId);
  if (!hash.equals(Buffer.from(tokenHash)))
    throw conflict("The address of this older link is not known any more. Make a new one.");
  return { name, token };
}

/** Ends a link at once, for good. */
export async function revokeLink(db: TenantDb, linkId: string, now: Date): Promise<{ name: string }> {
  const link = await livingLink(db, linkId);
  await db.prisma.reportLink.update({
    where: { tenantId_id: { tenantId: db.tenantId, id: linkId } },
    data: { revokedAt: now },
    select: { id: true },
  });
  return { name: link.name };
}

/** Sets, changes or (with an empty one) removes a link's password; every unlock made with the old one ends. */
export async function setLinkPassword(db: TenantDb, linkId: string, password: string): Promise<{ name: string }> {
  const link = await livingLink(db, linkId);
  await db.prisma.reportLink.update({
    where: { tenantId_id: { tenantId: db.tenantId, id: linkId } },
    data: { passwordHash: password ? await hashPassword(password) : null, passwordVersion: { increment: 1 } },
    select: { id: true },
  });
  return { name: link.name };
}

async function livingLink(db: TenantDb, linkId: string) {
  const link = await db.prisma.reportLink.findUnique({
    where: { tenantId_id: { tenantId: db.tenantId, id: linkId } },
    select: { name: true, revokedAt: true, tokenHash: true },
  });
  if (!link) throw notFound("link");
  if (link.revokedAt) throw conflict("This link was revoked before.");
  return link;
}
