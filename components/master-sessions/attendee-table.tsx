import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Attendee } from "@/lib/master-sessions/schema";

/** The people behind a figure, under their pseudonyms. */
export function AttendeeTable({
  caption,
  people,
  pager,
  view,
}: {
  caption: string;
  people: readonly Attendee[];
  pager: ReactNode;
  view: View;
}) {
  const t = useTranslations("masters.rows");
  const labels = useLabels(view);
  const { format, tenant } = view;
  const columns: Column<Attendee>[] = [
    {
      key: "person",
      header: t("columns.person"),
      cell: (row) => <span className="figures font-normal whitespace-nowrap">{pseudonym(row.person)}</span>,
    },
    { key: "country", header: t("columns.country"), cell: (row) => labels.country(row.country ?? "") },
    { key: "language", header: t("columns.language"), from: "md", cell: (row) => labels.language(row.language ?? "") },
    { key: "device", header: t("columns.device"), from: "lg", cell: (row) => labels.device(row.device ?? "") },
    {
      key: "first",
      header: t("columns.first"),
      align: "end",
      from: "sm",
      cell: (row) => format.time(row.firstReadyAt),
    },
    {
      key: "left",
      header: t("columns.left"),
      align: "end",
      from: "sm",
      cell: (row) => (row.firstReadyAt === null ? "–" : row.lastLeftAt ? format.time(row.lastLeftAt) : t("stayed")),
    },
    {
      key: "attended",
      header: t("columns.attended"),
      align: "end",
      cell: (row) => (row.counted ? format.duration(row.attendedMs) : t("notThere")),
    },
    { key: "joins", header: t("columns.joins"), align: "end", from: "lg", cell: (row) => format.integer(row.joins) },
    {
      key: "reactions",
      header: t("columns.reactions"),
      align: "end",
      from: "md",
      cell: (row) => format.integer(row.reactions),
    },
    { key: "au", header: tenant.auUnit, align: "end", from: "xl", cell: (row) => format.integer(row.au) },
    {
      key: "replayed",
      header: t("columns.replayed"),
      align: "end",
      from: "xl",
      cell: (row) => (row.replaySeconds === null ? "–" : format.duration(row.replaySeconds * 1000)),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={people}
      rowKey={(row) => row.person}
      empty={<p className="text-ink-quiet">{t("empty")}</p>}
      pager={pager}
    />
  );
}

/** The first 32 bits in two groups: enough to tell the people of a session apart, short enough to read out. */
const pseudonym = (actor: string) => `${actor.slice(0, 4)} ${actor.slice(4, 8)}`;
