import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AccountControls } from "@/components/platform/account-controls";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Format } from "@/lib/format";
import type { Account } from "@/lib/platform/queries/list-accounts";

/** Accounts as far as this platform admin may know them. */
export async function AccountTable(props: {
  accounts: readonly Account[];
  viewerId: string;
  format: Format;
  empty: ReactNode;
  pager: ReactNode;
}) {
  const { accounts, viewerId, format, empty, pager } = props;
  const t = await getTranslations("admin.users");
  const labelOf = (account: Account) => account.name || account.email;
  const columns: Column<Account>[] = [
    {
      key: "account",
      header: t("account"),
      cell: (account) => (
        <span className="flex flex-col">
          <span className="flex flex-wrap items-baseline gap-x-2 [overflow-wrap:anywhere]">
            {labelOf(account)}
            {account.id === viewerId ? <span className="text-label font-normal text-ink-quiet">{t("you")}</span> : null}
          </span>
          <span className="text-label font-normal text-ink-quiet [overflow-wrap:anywhere]">
            {account.masked ? t("masked") : account.name ? account.email : null}
          </span>
        </span>
      ),
    },
    {
      key: "organisations",
      header: t("organisations"),
      from: "sm",
      cell: (account) => account.organisations.join(", ") || <span className="text-ink-quiet">{t("none")}</span>,
    },
    {
      key: "state",
      header: t("state"),
      cell: (account) => (
        <span className="flex flex-col items-start gap-0.5">
          {account.disabledAt ? <Badge tone="warn">{t("disabled")}</Badge> : <Badge tone="good">{t("active")}</Badge>}
          {account.platformAdmin ? <Badge>{t("platformAdmin")}</Badge> : null}
        </span>
      ),
    },
    {
      key: "seen",
      header: t("seen"),
      from: "md",
      cell: (account) => (account.lastSeenAt ? format.dateTime(account.lastSeenAt) : t("never")),
    },
    {
      key: "sessions",
      header: t("sessions"),
      align: "end",
      from: "lg",
      cell: (account) => format.integer(account.openSessions),
    },
  ];
  return (
    <DataTable
      caption={t("listTitle")}
      columns={columns}
      rows={accounts}
      rowKey={(account) => account.id}
      rowActions={(account) => (
        <AccountControls
          userId={account.id}
          label={labelOf(account)}
          disabled={account.disabledAt !== null}
          platformAdmin={account.platformAdmin}
          own={account.id === viewerId}
          openSessions={account.openSessions}
        />
      )}
      empty={empty}
      pager={pager}
    />
  );
}
