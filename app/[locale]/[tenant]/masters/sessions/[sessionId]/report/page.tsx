import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { SendPanel } from "@/components/delivery/send-panel";
import { ReportView } from "@/components/reports/report-view";
import { ReportBuilder } from "@/components/sharing/report-builder";
import { ShareLinks } from "@/components/sharing/share-links";
import { ButtonLink } from "@/components/ui/button";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section, SectionGrid, Stack } from "@/components/ui/section";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import { readSendPanel } from "@/lib/reports/mail/send-panel";
import { previewReport } from "@/lib/reports/preview";
import { listApprovedQuotes } from "@/lib/reports/queries/list-approved-quotes";
import { listLinks } from "@/lib/reports/queries/list-links";

export default page(
  { permission: "reports:share", params: z.object({ sessionId: z.string().min(1).max(200) }) },
  async ({ locale, tenant, params: { sessionId }, readAll, now }) => {
    const t = await getTranslations("sharing.builder");
    const tLinks = await getTranslations("sharing.links");
    const { snapshot, payload, quotes, links, sending } = await readAll(async (db) => ({
      ...(await previewReport(db, tenant, sessionId, now)),
      quotes: await listApprovedQuotes.all(db, { sessionId }),
      links: await listLinks.all(db, { sessionId, limit: 100 }),
      sending: await readSendPanel(db, sessionId, now),
    }));
    const { session } = snapshot;
    const at = paths.tenant(locale, tenant.slug);
    const format = createFormat({ locale, timeZone: tenant.timeZone });
    const title = session.title || sessionId;

    return (
      <Stack>
        <PageHeader
          eyebrow={t("eyebrow")}
          title={t("title", { title })}
          lead={t("lead")}
          period={format.dateTime(session.heldAt)}
          zone={tenant.timeZone}
          actions={<ButtonLink href={at.session(sessionId)}>{t("back")}</ButtonLink>}
        />
        {payload ? (
          <SectionGrid columns="1/2">
            <ClientMessages namespaces={["sharing"]}>
              <ReportBuilder
                tenant={tenant.slug}
                sessionId={sessionId}
                masterName={session.master?.name ?? title}
                auLabel={tenant.auLabel}
                locale={tenant.locale === "de" ? "de" : "en"}
                timeZone={tenant.timeZone}
                pageLocale={locale}
                sections={payload.sections}
                quotes={quotes.map(({ eventId, text, language }) => ({ eventId, text, language }))}
                voicesHref={`${at.session(sessionId)}#voices`}
              />
            </ClientMessages>
            <Section title={t("preview")} lead={t("previewLead")}>
              <div className="border border-hairline">
                <ReportView payload={payload} locale={tenant.locale === "de" ? "de" : "en"} embedded />
              </div>
            </Section>
          </SectionGrid>
        ) : (
          <EmptyState
            title={t("notEnded")}
            action={<ButtonLink href={at.session(sessionId)}>{t("notEndedAction")}</ButtonLink>}
          />
        )}
        {payload ? <SendPanel locale={locale} tenant={tenant} sessionId={sessionId} now={now} data={sending} /> : null}
        <Section title={tLinks("title")} lead={tLinks("lead")}>
          <ShareLinks
            locale={locale}
            tenant={tenant}
            now={now}
            rows={links}
            manage
            empty={<EmptyState title={tLinks("empty")} />}
          />
        </Section>
      </Stack>
    );
  },
);
