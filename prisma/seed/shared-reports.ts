import "server-only";
import { writeAudit } from "@/lib/audit/write-audit";
import type { Tenant } from "@/lib/db/directory";
import { type TenantDb, withTenant } from "@/lib/db/tenant";
import { findAccount } from "@/lib/identity/users";
import { reportSections } from "@/lib/reports/payload";
import { listApprovedQuotes } from "@/lib/reports/queries/list-approved-quotes";
import { listQuoteCandidates } from "@/lib/reports/queries/list-quote-candidates";
import { redact } from "@/lib/reports/quote";
import { printedParts } from "@/lib/reports/read-parts";
import { reviewQuote } from "@/lib/reports/review-quote";
import { createLink, freezeReport } from "@/lib/reports/service";
import { confirmVisit, noteDownload, noteReading, noteVisit, openShared, takeReply } from "@/lib/reports/visit";
import type { DemoEvent } from "@/prisma/seed/demo-event";
import { randomOf } from "@/prisma/seed/random";

const dayMs = 86_400_000;
const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1";
const scanner = "Mozilla/5.0 (compatible; MailScanner-bot/1.0)";

/** Operations has read the voices of some sessions and shared their reports; most masters opened them. The two newest sessions wait. */
export async function shareDemoReports(tenant: Tenant, events: readonly DemoEvent[], anchor: Date): Promise<void> {
  const operations = await findAccount(`operations@${tenant.slug}.attune.test`);
  if (!operations) throw new Error(`The demo of ${tenant.slug} has nobody in operations.`);
  const ended = events
    .filter((event) => event.name === "practice.ended")
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const random = randomOf(`reports/${tenant.slug}`);
  for (const { at, properties } of ended.slice(2, 14)) {
    const sessionId = String(properties.sessionId);
    const sharedAt = new Date(Math.min(at.getTime() + 20 * 3_600_000, anchor.getTime()));
    const by = { kind: "user", id: operations.id, label: operations.email } as const;
    const token = await withTenant(tenant.id, async (db) => {
      if (await isShared(db, sessionId)) return null;
      await approveSome(db, sessionId, operations.id, sharedAt);
      const quotes = (await listApprovedQuotes.all(db, { sessionId })).map((quote) => quote.eventId);
      const locale = tenant.locale === "de" ? "de" : "en";
      const note = "Thank you for holding this hour with us.";
      const choices = {
        sessionId,
        locale,
        note,
        signedBy: `The ${tenant.name} team`,
        quotes,
        upcoming: null,
        sections: [...reportSections],
      } as const;
      const report = await freezeReport(
        db,
        tenant,
        { ...choices, quotes, sections: [...reportSections] },
        operations.id,
        sharedAt,
      );
      const target = {
        reportId: report.reportId,
        name: "For the master",
        expiresInDays: 90,
        password: "",
        allowDownload: true,
      };
      const link = await createLink(db, { ...target, sections: [...reportSections] }, operations.id, sharedAt);
      const detail = { session: sessionId, version: report.version };
      await writeAudit(
        db,
        by,
        { action: "report.frozen", target: { type: "report", id: report.reportId }, detail },
        sharedAt,
      );
      await writeAudit(
        db,
        by,
        { action: "report-link.created", target: { type: "report-link", id: link.linkId } },
        sharedAt,
      );
      return link.token;
    });
    if (token) await visits(token, sharedAt, anchor, [random.next(), random.next()]);
  }
}

async function isShared(db: TenantDb, sessionId: string): Promise<boolean> {
  return (await db.prisma.report.count({ where: { tenantId: db.tenantId, sessionId } })) > 0;
}

async function approveSome(db: TenantDb, sessionId: string, userId: string, now: Date): Promise<void> {
  const candidates = await listQuoteCandidates.all(db, { sessionId });
  const said = new Set<string>();
  for (const { eventId, text } of candidates) {
    // What holds an address is left for whoever reads the demo's voices.
    if (said.size === 3 || redact(text) !== text) continue;
    said.add(text);
    await reviewQuote(db, { sessionId, eventId, decision: "approve", quoteText: text }, userId, now);
  }
}

/** What a few masters wrote back. */
const thanks = [
  "Thank you. I read the voices twice, and then once more to my mother.",
  "What a quiet evening that was. Could we try a longer silence at the beginning next time?",
];

async function visits(
  token: string,
  sharedAt: Date,
  anchor: Date,
  [chance, diligence]: readonly [number, number],
): Promise<void> {
  const shared = await openShared(token, () => undefined, sharedAt);
  if (shared?.status !== "open") return;
  const visit = { method: "GET", viewer: null };
  const scannedAt = new Date(Math.min(sharedAt.getTime() + 60_000, anchor.getTime()));
  await noteVisit(shared.link, { ...visit, headers: new Headers({ "user-agent": scanner }), now: scannedAt });
  const openedAt = new Date(sharedAt.getTime() + chance * 2 * dayMs);
  if (chance > 0.82 || openedAt > anchor) return;
  const { id } = await noteVisit(shared.link, {
    ...visit,
    headers: new Headers({ "user-agent": phone }),
    now: openedAt,
  });
  await confirmVisit(shared.link, id, openedAt);
  const seconds = Math.round(20 + diligence * 220);
  const leftAt = new Date(openedAt.getTime() + seconds * 1000);
  const parts = printedParts.slice(0, Math.ceil(2 + diligence * (printedParts.length - 2)));
  await noteReading(shared.link, { visitId: id, seconds, parts }, leftAt);
  if (diligence > 0.4) {
    const headers = new Headers({ "user-agent": phone });
    await noteDownload(shared.link, { ...visit, headers, now: leftAt, fromVisit: id });
  }
  const body = thanks[Math.floor(chance * 10)];
  if (body) await takeReply({ token, visit: id, body, author: "", website: "" }, () => undefined, leftAt);
}
