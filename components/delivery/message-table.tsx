import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MessageActions } from "@/components/delivery/message-actions";
import { MessageState } from "@/components/delivery/message-state";
import { ClientMessages } from "@/components/ui/client-messages";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Tenant } from "@/lib/db/directory";
import { createFormat } from "@/lib/format";
import { readerLocaleNames } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import type { MailMessage } from "@/lib/reports/mail/queries/message-columns";

export type ListedMessage = Omit<MailMessage, "payload">;

/** Messages to masters: to whom, where they are, whether the report was opened, and what can be done. */
export async function MessageTable(props: {
  locale: string;
  tenant: Tenant;
  now: Date;
  rows: readonly ListedMessage[];
  hasServer: boolean;
  withSession?: boolean;
  empty: ReactNode;
  pager?: ReactNode;
}) {
  const { locale, tenant, now } = props;
  const t = await getTranslations("delivery");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const at = paths.tenant(locale, tenant.slug);

  const columns: Column<ListedMessage>[] = [
    {
      key: "recipient",
      header: t("table.recipient"),
      rowHeader: true,
      cell: (row) => (
        <span className="flex flex-col">
          <span>{row.recipientName}</span>
          <span className="text-label font-normal text-ink-quiet">{row.recipientEmail}</span>
        </span>
      ),
    },
    {
      key: "about",
      header: t("table.message"),
      cell: (row) => (
        <span className="flex flex-col">
          <span lang={row.language} dir="auto">
            {row.subject}
          </span>
          <span className="text-label text-ink-quiet">
            {[
              t(`kinds.${row.kind}`),
              readerLocaleNames[row.language],
              props.withSession ? row.sessionTitle || row.sessionId : null,
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
      ),
    },
    {
      key: "written",
      header: t("table.written"),
      from: "md",
      cell: (row) => (
        <span className="flex flex-col">
          <span className="whitespace-nowrap">{format.dateTime(row.createdAt)}</span>
          {row.createdBy ? (
            <span className="text-label text-ink-quiet">{t("table.by", { name: row.createdBy })}</span>
          ) : null}
        </span>
      ),
    },
    {
      key: "state",
      header: t("table.state"),
      cell: (row) => (
        <span className="flex flex-col">
          <MessageState state={row.state} failure={row.failure} />
          {row.state === "queued" && row.nextAttemptAt && row.attempts > 0 ? (
            <span className="pl-3 text-label text-ink-quiet">
              {t("table.nextAttempt", { when: format.relative(row.nextAttemptAt, now) })}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      key: "opened",
      header: t("table.opened"),
      from: "sm",
      cell: (row) =>
        row.humanOpens > 0
          ? t("table.openedTimes", { count: row.humanOpens })
          : row.state === "sent" || row.state === "delivered"
            ? t("table.notYet")
            : "–",
    },
  ];
  return (
    <ClientMessages namespaces={["delivery"]}>
      <DataTable
        caption={t("table.caption")}
        columns={columns}
        rows={props.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => at.outboxMessage(row.id)}
        rowActions={(row) => (
          <MessageActions
            tenant={tenant.slug}
            messageId={row.id}
            recipient={row.recipientName}
            email={row.recipientEmail}
            state={row.state}
            opened={row.humanOpens > 0}
            linkLives={!row.linkRevokedAt && row.linkExpiresAt > now}
            hasServer={props.hasServer}
          />
        )}
        empty={props.empty}
        pager={props.pager}
      />
    </ClientMessages>
  );
}
