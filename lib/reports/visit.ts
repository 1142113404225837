import "server-only";
import { randomUUID } from "node:crypto";
import { writeAudit } from "@/lib/audit/write-audit";
import { getTenantById, type Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { accessOf } from "@/lib/identity/membership";
import type { Viewer } from "@/lib/identity/session";
import { parseTenantToken } from "@/lib/privacy/tenant-token";
import { chooseSections, type ReportPayload, reportPayloadSchema, reportSectionSchema } from "@/lib/reports/payload";
import { confirmOpen } from "@/lib/reports/queries/confirm-open";
import { findLink } from "@/lib/reports/queries/find-link";
import { isHumanVisit } from "@/lib/reports/queries/is-human-visit";
import { listReportQuotes } from "@/lib/reports/queries/list-report-quotes";
import { recordOpen } from "@/lib/reports/queries/record-open";
import type { reportLocales } from "@/lib/reports/schema";
import { isUnlocked, unlockCookieName } from "@/lib/reports/unlock";
import { classifyVisitor } from "@/lib/reports/visitor";

export interface SharedLink {
  readonly id: string;
  readonly tenant: Tenant;
  readonly reportId: string;
  readonly locale: (typeof reportLocales)[number];
  readonly passwordHash: string | null;
  readonly passwordVersion: number;
  readonly expiresAt: Date;
}

export type SharedReport =
  | { status: "locked"; link: SharedLink }
  | { status: "open"; link: SharedLink; payload: ReportPayload };

/**
 * The report behind a token, with the sections of its link and the quotes that may still be shown. Null for a token that is
 * malformed, unknown, expired or revoked: a visitor cannot tell which. `cookie` reads one of the visitor's cookies.
 */
export async function openShared(
  token: string,
  cookie: (name: string) => string | undefined,
  now: Date,
): Promise<SharedReport | null> {
  const parsed = parseTenantToken(token);
  const tenant = parsed ? await getTenantById(parsed.tenantId) : null;
  if (!parsed || !tenant) return null;
  return withTenantSql(tenant.id, async (db) => {
    const found = await findLink.first(db, { tokenHash: parsed.hash, now });
    if (!found) return null;
    const { linkId: id, reportId, locale, passwordHash, passwordVersion, expiresAt } = found;
    const link = { id, tenant, reportId, locale, passwordHash, passwordVersion, expiresAt };
    if (passwordHash && !isUnlocked(link, cookie(unlockCookieName(id)), now)) return { status: "locked", link };
    const quotes = await listReportQuotes.all(db, { reportId });
    const payload = reportPayloadSchema.parse({ ...(found.payload as object), quotes });
    return {
      status: "open",
      link,
      payload: chooseSections(payload, reportSectionSchema.array().parse(found.sections)),
    };
  });
}

/** Notes a visit to an open report and returns its id, which the page's script confirms when a person is there. */
export async function noteVisit(
  link: SharedLink,
  visit: { headers: Headers; method: string; viewer: Viewer | null; now: Date },
): Promise<string> {
  const kind = await kindOf(link, visit);
  const id = randomUUID();
  await withTenantSql(link.tenant.id, (db) =>
    recordOpen.all(db, { id, linkId: link.id, kind, format: "html", now: visit.now }),
  );
  return id;
}

/** Notes a download of the PDF. It counts as a person's when it was started from a visit that was confirmed as one. */
export async function noteDownload(
  link: SharedLink,
  visit: { headers: Headers; method: string; viewer: Viewer | null; now: Date; fromVisit: string | undefined },
): Promise<void> {
  const kind = await kindOf(link, visit);
  await withTenantSql(link.tenant.id, async (db) => {
    const from = visit.fromVisit;
    const human = kind === "pending" && from ? await isHumanVisit.first(db, { id: from, linkId: link.id }) : null;
    await recordOpen.all(db, {
      id: randomUUID(),
      linkId: link.id,
      kind: human?.human ? "human" : kind,
      format: "pdf",
      now: visit.now,
    });
  });
}

/** Counts a visit as a person's: the page ran script and stayed visible for three seconds, or was interacted with. The first one is audited. */
export async function confirmVisit(link: SharedLink, visitId: string, now: Date): Promise<boolean> {
  return withTenant(link.tenant.id, async (db) => {
    const confirmed = await confirmOpen.first(db, { id: visitId, linkId: link.id, now });
    if (confirmed?.earlier === 0) {
      await writeAudit(
        db,
        { kind: "visitor", label: "visitor of a shared report" },
        { action: "report.opened", target: { type: "report-link", id: link.id } },
        now,
      );
    }
    return confirmed !== null;
  });
}

async function kindOf(link: SharedLink, visit: { headers: Headers; method: string; viewer: Viewer | null }) {
  const isMember = visit.viewer !== null && (await accessOf(visit.viewer.user.id, link.tenant.slug)) !== null;
  const { headers, method } = visit;
  const purpose = headers.get("sec-purpose") ?? headers.get("purpose") ?? headers.get("x-purpose");
  return classifyVisitor({ userAgent: headers.get("user-agent"), purpose, method, isMember });
}
