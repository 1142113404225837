import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { getTenantById, type Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import { hasFeature, requireFeature } from "@/lib/features";
import type { ReaderLocale } from "@/lib/i18n";
import { accessOf } from "@/lib/identity/membership";
import type { Viewer } from "@/lib/identity/session";
import { parseTenantToken } from "@/lib/privacy/tenant-token";
import { drawReport } from "@/lib/reports/draw-report";
import { greetFirstReader } from "@/lib/reports/first-reader";
import { chooseSections, type ReportPayload, readPayload, reportSectionSchema } from "@/lib/reports/payload";
import type { PageSize } from "@/lib/reports/pdf/sheet";
import { confirmOpen } from "@/lib/reports/queries/confirm-open";
import { findLink } from "@/lib/reports/queries/find-link";
import { listReportQuotes } from "@/lib/reports/queries/list-report-quotes";
import { recordOpen } from "@/lib/reports/queries/record-open";
import { recordReading } from "@/lib/reports/queries/record-reading";
import { wasOpenedByPerson } from "@/lib/reports/queries/was-opened-by-person";
import { keepReply } from "@/lib/reports/replies";
import type { replyInput } from "@/lib/reports/schema";
import { isUnlocked, unlockCookieName } from "@/lib/reports/unlock";
import { classifyVisitor } from "@/lib/reports/visitor";

export interface SharedLink {
  readonly id: string;
  readonly name: string;
  readonly tenant: Tenant;
  readonly createdBy: string;
  readonly reportId: string;
  readonly sessionId: string;
  readonly sessionTitle: string;
  readonly locale: ReaderLocale;
  readonly allowDownload: boolean;
  readonly passwordHash: string | null;
  readonly passwordVersion: number;
  readonly expiresAt: Date;
}

export type SharedReport =
  /** sharing is switched off for the organisation; the link lives and opens again when it is on */
  | { status: "paused"; link: SharedLink }
  | { status: "locked"; link: SharedLink }
  | {
      status: "open";
      link: SharedLink;
      payload: ReportPayload /** figures have changed since it was frozen */;
      outdated: boolean;
    };

/** Reads one of the visitor's cookies. */
export type CookieReader = (name: string) => string | undefined;

/**
 * The report behind a token, with the sections of its link and the quotes that may still be shown. Null for a token that is
 * malformed, unknown, expired or revoked: a visitor cannot tell which.
 */
export async function openShared(token: string, cookie: CookieReader, now: Date): Promise<SharedReport | null> {
  const parsed = parseTenantToken(token);
  const tenant = parsed ? await getTenantById(parsed.tenantId) : null;
  if (!parsed || !tenant || tenant.suspendedAt) return null;
  return withTenantSql(tenant.id, async (db) => {
    const found = await findLink.first(db, { tokenHash: parsed.hash, now });
    if (!found) return null;
    const { linkId: id, linkName: name, payload: stored, sections, outdated, ...rest } = found;
    const frozen = readPayload(stored);
    const link = { ...rest, id, name, tenant, sessionTitle: frozen.session.title };
    if (!hasFeature(tenant, "report-sharing")) return { status: "paused", link };
    if (link.passwordHash && !isUnlocked(link, cookie(unlockCookieName(id)), now)) return { status: "locked", link };
    const quotes = await listReportQuotes.all(db, { reportId: link.reportId });
    const payload = chooseSections({ ...frozen, quotes }, reportSectionSchema.array().parse(sections));
    return { status: "open", link, payload, outdated };
  });
}

/** The PDF of an open report. */
export const drawShared = (
  { link, payload }: { link: SharedLink; payload: ReportPayload },
  pageSize: PageSize,
  now: Date,
): Promise<Buffer> =>
  drawReport(payload, { locale: link.locale, pageSize }, { sessionId: link.sessionId, now }, (fn) =>
    withTenantSql(link.tenant.id, fn),
  );

interface Visit {
  headers: Headers;
  method: string;
  viewer: Viewer | null;
  now: Date;
}

/** Notes a visit to an open report; its id is what the page's script confirms when a person is there. */
export async function noteVisit(link: SharedLink, visit: Visit): Promise<{ id: string; team: boolean }> {
  const kind = await kindOf(link, visit);
  const id = randomUUID();
  await withTenantSql(link.tenant.id, (db) =>
    recordOpen.all(db, { id, linkId: link.id, kind, format: "html", now: visit.now }),
  );
  return { id, team: kind === "team" };
}

/** Notes a download of the PDF. It counts as a person's when one has opened the link, or as soon as the visit it began from is confirmed. */
export async function noteDownload(link: SharedLink, visit: Visit & { fromVisit: string | undefined }): Promise<void> {
  const kind = await kindOf(link, visit);
  const { now, fromVisit: visitId } = visit;
  await withTenantSql(link.tenant.id, async (db) => {
    const known = kind === "pending" ? await wasOpenedByPerson.first(db, { linkId: link.id }) : null;
    const counted = known?.opened ? "human" : kind;
    await recordOpen.all(db, { id: randomUUID(), linkId: link.id, kind: counted, format: "pdf", visitId, now });
  });
}

/** Counts a visit as a person's: the page ran script and stayed visible for three seconds, or was interacted with. */
export async function confirmVisit(link: SharedLink, visitId: string, now: Date): Promise<boolean> {
  return withTenant(link.tenant.id, async (db) => {
    const confirmed = await confirmOpen.first(db, { id: visitId, linkId: link.id, now });
    if (confirmed?.earlier === 0) await greetFirstReader(db, link, now);
    return confirmed !== null;
  });
}

/** Notes how long a person's visit has lasted and which parts of the report it reached. */
export async function noteReading(
  link: SharedLink,
  reading: { visitId: string; seconds: number; parts: readonly string[] },
  now: Date,
): Promise<void> {
  const { visitId: id, seconds, parts } = reading;
  await withTenantSql(link.tenant.id, (db) =>
    recordReading.all(db, { id, linkId: link.id, seconds, parts: [...parts], now }),
  );
}

/** Receives what a reader wrote. What a program wrote is thanked for and dropped. Throws not-found when the link has ended. */
export async function takeReply(
  input: z.output<typeof replyInput>,
  cookie: CookieReader,
  now: Date,
): Promise<{ sent: true }> {
  const shared = await openShared(input.token, cookie, now);
  if (shared?.status === "paused") requireFeature(shared.link.tenant, "report-sharing");
  if (shared?.status !== "open") throw notFound("report");
  const { link } = shared;
  if (input.website !== "") return { sent: true };
  const { visit: visitId, author, body } = input;
  const { id: linkId, name: linkName, sessionId, sessionTitle } = link;
  await withTenant(link.tenant.id, (db) =>
    keepReply(db, { linkId, linkName, sessionId, sessionTitle, visitId, author, body }, now),
  );
  return { sent: true };
}

async function kindOf(link: SharedLink, { headers, method, viewer }: Visit) {
  const isMember = viewer !== null && (await accessOf(viewer.user.id, link.tenant.slug)) !== null;
  const purpose = headers.get("sec-purpose") ?? headers.get("purpose") ?? headers.get("x-purpose");
  return classifyVisitor({ userAgent: headers.get("user-agent"), purpose, method, isMember });
}
