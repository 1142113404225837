import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { MessageActions } from "@/components/delivery/message-actions";
import { MessageState } from "@/components/delivery/message-state";
import { ButtonLink } from "@/components/ui/button";
import { ClientMessages } from "@/components/ui/client-messages";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section, SectionGrid, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { readerLocaleNames } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { readMessage } from "@/lib/reports/mail/outbox";

export default page(
  { permission: "reports:share", params: z.object({ messageId: z.string() }) },
  async ({ locale, tenant, params, readAll, now }) => {
    const t = await getTranslations("delivery");
    const at = paths.tenant(locale, tenant.slug);
    const format = createFormat({ locale, timeZone: tenant.timeZone });
    const { message, letter, events, addressKnown, hasServer } = await readAll((db) =>
      readMessage(db, params.messageId),
    );
    const suggested = message.reminderSuggestedAt !== null && message.humanOpens === 0;
    return (
      <Stack>
        <PageHeader
          eyebrow={t(`kinds.${message.kind}`)}
          title={message.subject}
          period={format.dateTime(message.createdAt)}
          zone={format.zone(now)}
          actions={
            <>
              <ClientMessages namespaces={["delivery"]}>
                <MessageActions
                  tenant={tenant.slug}
                  messageId={message.id}
                  recipient={message.recipientName}
                  email={message.recipientEmail}
                  state={message.state}
                  opened={message.humanOpens > 0}
                  linkLives={!message.linkRevokedAt && message.linkExpiresAt > now}
                  hasServer={hasServer}
                  onItsPage
                />
              </ClientMessages>
              {addressKnown ? (
                <ButtonLink href={paths.api.outboxFile(tenant.slug, message.id)} plain download>
                  {t("actions.download")}
                </ButtonLink>
              ) : null}
            </>
          }
        />
        {message.state === "outbox" ? (
          <Notice tone="info" title={t("message.inOutboxTitle")}>
            {t("message.inOutbox")}
          </Notice>
        ) : null}
        {suggested ? (
          <Notice tone="info" title={t("message.suggestedTitle")}>
            {t("message.suggested")}
          </Notice>
        ) : null}
        {addressKnown ? null : <Notice tone="warn">{t("message.addressUnknown")}</Notice>}
        <SectionGrid columns="2/1">
          <Section title={t("message.content")}>
            <iframe
              title={t("message.content")}
              // No scripts, no forms, no address of ours: what stands in a message can do nothing here.
              sandbox="allow-popups"
              srcDoc={letter.html}
              className="h-[34rem] w-full border border-hairline bg-white"
            />
            <details>
              <summary className="cursor-pointer text-label text-ink-soft">{t("message.plain")}</summary>
              <pre dir="auto" className="mt-3 overflow-x-auto text-label whitespace-pre-wrap">
                {letter.text}
              </pre>
            </details>
          </Section>
          <div className="flex flex-col gap-12">
            <Section title={t("message.facts")}>
              <DefinitionList
                items={[
                  {
                    key: "to",
                    term: t("table.recipient"),
                    value: (
                      <>
                        {message.recipientName} <span className="text-ink-quiet">{message.recipientEmail}</span>
                      </>
                    ),
                  },
                  {
                    key: "state",
                    term: t("table.state"),
                    value: <MessageState state={message.state} failure={message.failure} />,
                  },
                  {
                    key: "session",
                    term: t("message.session"),
                    value: (
                      <TextLink href={at.sessionReport(message.sessionId)}>
                        {message.sessionTitle || message.sessionId}
                      </TextLink>
                    ),
                  },
                  { key: "link", term: t("message.link"), value: message.linkName },
                  { key: "language", term: t("message.language"), value: readerLocaleNames[message.language] },
                  {
                    key: "opened",
                    term: t("table.opened"),
                    value:
                      message.humanOpens > 0
                        ? t("table.openedTimes", { count: message.humanOpens })
                        : t("table.notYet"),
                  },
                ]}
              />
            </Section>
            <Section title={t("message.history")}>
              <ol className="flex flex-col gap-2">
                {events.map((event) => (
                  <li key={event.position} className="flex flex-col">
                    <span>
                      {t(`events.${event.kind}`)}
                      {event.code ? <span className="ml-2 text-label text-ink-quiet">{event.code}</span> : null}
                    </span>
                    <time dateTime={event.at.toISOString()} className="text-label text-ink-quiet">
                      {format.dateTime(event.at)} · {t(`sources.${event.source}`)}
                    </time>
                  </li>
                ))}
              </ol>
            </Section>
          </div>
        </SectionGrid>
      </Stack>
    );
  },
);
