import "server-only";
import { getTranslations } from "next-intl/server";
import { QuoteReview } from "@/components/sharing/quote-review";
import { ClientMessages } from "@/components/ui/client-messages";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { createFormat } from "@/lib/format";
import { knownNames } from "@/lib/reports/known-names";
import { listQuoteCandidates } from "@/lib/reports/queries/list-quote-candidates";
import { redact } from "@/lib/reports/quote";

/** The voices of a session, for whoever may approve them. `readAll` is the page's own door to the database. */
export async function QuoteReviewPanel(props: {
  locale: string;
  tenant: Tenant;
  sessionId: string;
  readAll: <T>(fn: (db: TenantSql) => Promise<T>) => Promise<T>;
}) {
  const { locale, tenant, sessionId, readAll } = props;
  const t = await getTranslations("sharing.quotes");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const { rows, names } = await readAll(async (db) => {
    const rows = await listQuoteCandidates.all(db, { sessionId });
    const texts = rows.map((row) => row.text);
    return { rows, names: await knownNames(db, texts) };
  });
  const candidates = rows.map((row) => ({
    eventId: row.eventId,
    proposed: redact(row.text, names),
    language: row.language,
    languageName: row.language ? format.language(row.language) : "",
    consent: row.consent,
    status: row.status,
    quoteText: row.quoteText,
    decided: row.reviewedAt ? t("decided", { name: row.reviewedBy ?? "–", date: format.date(row.reviewedAt) }) : null,
  }));
  return (
    <ClientMessages namespaces={["sharing"]}>
      <QuoteReview tenant={tenant.slug} sessionId={sessionId} candidates={candidates} />
    </ClientMessages>
  );
}
