import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { SendPanel } from "@/components/delivery/send-panel";
import { SessionTakenBack } from "@/components/master-sessions/session-taken-back";
import { ReportView } from "@/components/reports/report-view";
import { ReplyList } from "@/components/sharing/reply-list";
import { ReportBuilder } from "@/components/sharing/report-builder";
import { ShareLinks } from "@/components/sharing/share-links";
import { VersionList } from "@/components/sharing/version-list";
import { newerInWords } from "@/components/sharing/version-words";
import { FeatureOffNotice } from "@/components/shell/feature-off";
import { ButtonLink } from "@/components/ui/button";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { goneSession } from "@/lib/attendance-import/taken-back";
import { hasFeature } from "@/lib/features";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import { upcomingOf } from "@/lib/reports/gather-report";
import { readSendPanel } from "@/lib/reports/mail/send-panel";
import { previewReport } from "@/lib/reports/preview";
import { listLinks } from "@/lib/reports/queries/list-links";
import { listReplies } from "@/lib/reports/queries/list-replies";
import { versionsOf } from "@/lib/reports/versions";

export default page(
  { permission: "reports:share", params: z.object({ sessionId: z.string().min(1).max(200) }) },
  async ({ locale, tenant, params: { sessionId }, readAll, now, can }) => {
    const t = await getTranslations("sharing");
    const at = paths.tenant(locale, tenant.slug);
    const format = createFormat({ locale, timeZone: tenant.timeZone });
    const mayShare = hasFeature(tenant, "report-sharing");
    const gone = await readAll((db) => goneSession(db, sessionId));
    if (gone) return <SessionTakenBack gone={gone} at={at} format={format} mayImport={can("sessions:schedule")} />;
    const { snapshot, draft, payload, approved, upcoming, versions, links, replies, sending } = await readAll(
      async (db) => {
        const preview = await previewReport(db, tenant, sessionId, now);
        return {
          ...preview,
          upcoming: await upcomingOf(db, preview.snapshot, now),
          versions: await versionsOf(db, sessionId),
          links: await listLinks.all(db, { sessionId, limit: 100 }),
          replies: await listReplies.all(db, { sessionId, limit: 50 }),
          sending: await readSendPanel(db, sessionId, now),
        };
      },
    );
    const { session } = snapshot;
    const title = session.title || sessionId;
    const [latest] = versions;

    return (
      <Stack>
        <PageHeader
          eyebrow={t("builder.eyebrow")}
          title={t("builder.title", { title })}
          lead={t("builder.lead")}
          period={format.dateTime(session.heldAt)}
          zone={format.zone(now)}
          actions={<ButtonLink href={at.session(sessionId)}>{t("builder.back")}</ButtonLink>}
        />
        {mayShare ? null : <FeatureOffNotice feature="report-sharing" />}
        {payload ? (
          <ClientMessages namespaces={["sharing"]}>
            <ReportBuilder
              tenant={tenant.slug}
              sessionId={sessionId}
              masterName={session.master?.name ?? title}
              auLabel={tenant.auLabel}
              timeZone={tenant.timeZone}
              draft={{ version: draft.version, choices: draft.choices }}
              quotes={approved.map(({ eventId, text, language }) => ({ eventId, text, language }))}
              upcoming={upcoming.map(({ sessionId: id, title: next, startsAt }) => ({
                sessionId: id,
                title: next,
                when: format.dateTime(startsAt),
              }))}
              voicesHref={`${at.session(sessionId)}#voices`}
              pdfHref={paths.api.reportPreview(tenant.slug, sessionId)}
              notices={
                latest ? (
                  <Notice
                    tone={latest.newer.length > 0 ? "warn" : "info"}
                    title={latest.newer.length > 0 ? t("versions.outdatedTitle") : null}
                  >
                    {latest.newer.length > 0
                      ? t("versions.outdatedText", {
                          changes: newerInWords(
                            latest.newer,
                            (key, values) => t(`versions.${key}`, values),
                            format.integer,
                          ),
                        })
                      : t("builder.earlier", { version: latest.version + 1 })}
                  </Notice>
                ) : draft.byAttune ? (
                  <Notice>{t("builder.made")}</Notice>
                ) : null
              }
            >
              <ReportView payload={payload} locale={draft.choices.locale} embedded />
            </ReportBuilder>
          </ClientMessages>
        ) : (
          <EmptyState
            title={t("builder.notEnded")}
            action={<ButtonLink href={at.session(sessionId)}>{t("builder.notEndedAction")}</ButtonLink>}
          />
        )}
        {payload && mayShare ? (
          <SendPanel locale={locale} tenant={tenant} sessionId={sessionId} now={now} data={sending} />
        ) : null}
        <Section title={t("links.title")} lead={t("links.lead")} id="links">
          <ShareLinks
            locale={locale}
            tenant={tenant}
            now={now}
            rows={links}
            manage
            empty={<EmptyState title={t("links.empty")} />}
          />
        </Section>
        <Section title={t("versions.title")} lead={t("versions.lead")} id="versions">
          <VersionList locale={locale} tenant={tenant} sessionId={sessionId} versions={versions} />
        </Section>
        <Section title={t("replies.title")} lead={t("replies.lead")} id="replies">
          <ReplyList locale={locale} tenant={tenant} rows={replies} manage />
        </Section>
      </Stack>
    );
  },
);
