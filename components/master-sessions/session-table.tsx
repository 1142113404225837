import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AnomalyBadge } from "@/components/master-sessions/anomaly-badge";
import { SessionStatus } from "@/components/master-sessions/session-status";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { type Column, DataTable, type SortState } from "@/components/ui/data-table";
import type { Anomaly } from "@/lib/master-sessions/anomalies";
import type { SessionItem } from "@/lib/master-sessions/schema";

/** Sessions as a table: every row opens its snapshot. Figures are exact here; this is where people analyse. */
export function SessionTable({
  sessions,
  anomalies,
  sort,
  empty,
  pager,
  view,
}: {
  sessions: readonly SessionItem[];
  anomalies: ReadonlyMap<string, readonly Anomaly[]>;
  sort: SortState;
  empty: ReactNode;
  pager: ReactNode;
  view: View;
}) {
  const t = useTranslations("masters");
  const labels = useLabels(view);
  const { format, at } = view;
  const columns: Column<SessionItem>[] = [
    {
      key: "session",
      header: t("list.columns.session"),
      cell: (row) => (
        <span className="flex flex-col">
          <span className="[overflow-wrap:anywhere]">{row.title || t("untitled")}</span>
          <span className="text-label font-normal text-ink-quiet">{row.master?.name ?? t("noMaster")}</span>
          <span className="figures text-label font-normal text-ink-quiet sm:hidden">{format.dateTime(row.heldAt)}</span>
          <AnomalyBadge anomalies={anomalies.get(row.id)} />
        </span>
      ),
    },
    {
      key: "held",
      header: t("list.columns.held"),
      sortKey: "held",
      from: "sm",
      cell: (row) => <span className="figures whitespace-nowrap">{format.dateTime(row.heldAt)}</span>,
    },
    {
      key: "language",
      header: t("list.columns.language"),
      from: "md",
      cell: (row) => labels.language(row.language ?? ""),
    },
    {
      key: "timeOfDay",
      header: t("list.columns.timeOfDay"),
      from: "xl",
      cell: (row) => (row.timeOfDay ? t(`timeOfDay.${row.timeOfDay}`) : "–"),
    },
    { key: "status", header: t("list.columns.status"), from: "sm", cell: (row) => <SessionStatus session={row} /> },
    {
      key: "people",
      header: t("list.columns.people"),
      sortKey: "people",
      align: "end",
      cell: (row) => (row.startedAt ? format.integer(row.total) : "–"),
    },
    {
      key: "replays",
      header: t("list.columns.replays"),
      sortKey: "replays",
      align: "end",
      from: "md",
      cell: (row) => format.integer(row.replayPeople),
    },
  ];
  return (
    <DataTable
      caption={t("list.sessions")}
      columns={columns}
      rows={sessions}
      rowKey={(row) => row.id}
      rowHref={(row) => at.session(row.id)}
      sort={sort}
      empty={empty}
      pager={pager}
    />
  );
}
