import type { Tenant } from "@/lib/db/directory";
import type { TenantDb } from "@/lib/db/tenant";
import { sendReportInput } from "@/lib/reports/mail/schema";
import { reportSections } from "@/lib/reports/payload";
import { createLink, freezeReport } from "@/lib/reports/service";

/** Freezes a report with every section and makes a link that shows all of it. Returns the link's token. */
export async function shareWholeReport(
  db: TenantDb,
  tenant: Tenant,
  { note = "", ...chosen }: { sessionId: string; quotes: string[]; note?: string },
  author: string,
): Promise<string> {
  const sections = [...reportSections];
  const content = { ...chosen, note, locale: "en" as const, signedBy: "", upcoming: null, sections };
  const { reportId } = await freezeReport(db, tenant, content, author, new Date());
  const link = { reportId, name: "Anna", expiresInDays: 14, password: "", allowDownload: true, sections };
  return (await createLink(db, link, author, new Date())).token;
}

/** A letter to a master with the newest link to a session's report, as the form sends it. */
export const letterOf = (sessionId: string) =>
  sendReportInput.parse({
    sessionId,
    linkId: null,
    recipientName: "Anna",
    recipientEmail: "anna@masters.example",
    language: "en",
    subject: "The hour",
    greeting: "Dear Anna,",
  });
