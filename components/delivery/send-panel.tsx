import "server-only";
import { getTranslations } from "next-intl/server";
import { MessageTable } from "@/components/delivery/message-table";
import { SendForm } from "@/components/delivery/send-form";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { Tenant } from "@/lib/db/directory";
import { createFormat } from "@/lib/format";
import { isReaderLocale } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import type { SendPanelData } from "@/lib/reports/mail/send-panel";

/** Sending a session's report to its master, and what was sent so far. */
export async function SendPanel(props: {
  locale: string;
  tenant: Tenant;
  sessionId: string;
  now: Date;
  data: SendPanelData;
}) {
  const { locale, tenant, data } = props;
  const t = await getTranslations("delivery.send");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const fallback = isReaderLocale(data.reportLocale) ? data.reportLocale : "en";
  return (
    <Section
      id="send"
      title={t("title")}
      lead={t("lead")}
      footer={<TextLink href={paths.tenant(locale, tenant.slug).outbox()}>{t("allMessages")}</TextLink>}
    >
      {data.previews ? (
        <ClientMessages namespaces={["delivery"]}>
          <SendForm
            // Another contact or version is another form; what stands in its fields would be of the old one.
            key={`${data.contact?.email}/${data.reportVersion}`}
            tenant={tenant.slug}
            sessionId={props.sessionId}
            hasServer={data.hasServer}
            masterKnown={data.master !== null}
            recipient={data.contact ?? { name: data.master?.name ?? "", email: "", language: fallback }}
            links={data.links.map((link) => ({
              id: link.id,
              label: t(link.hasPassword ? "linkWithPassword" : "linkUntil", {
                name: link.name,
                version: link.reportVersion,
                date: format.date(link.expiresAt),
              }),
            }))}
            previews={data.previews}
          />
        </ClientMessages>
      ) : (
        <EmptyState title={t("notShared")} />
      )}
      {data.messages.length > 0 ? (
        <MessageTable
          locale={locale}
          tenant={tenant}
          now={props.now}
          rows={data.messages}
          hasServer={data.hasServer}
          empty={null}
        />
      ) : null}
    </Section>
  );
}
