"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ExportButtons } from "@/components/exports/export-buttons";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { queryClient } from "@/components/ui/query-client";
import type { ExportContent, ExportFormat, ExportState } from "@/lib/exports/schema";
import { createFormat } from "@/lib/format";
import { paths } from "@/lib/paths";

/** An export as the list's address answers it. */
export interface ListedExport {
  readonly id: string;
  readonly content: ExportContent;
  readonly format: ExportFormat;
  readonly query: { readonly sessionId?: string | undefined; readonly from: string; readonly to: string };
  readonly state: ExportState;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly bytes: number;
  readonly failure: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

const tones = {
  queued: "plain",
  running: "accent",
  done: "good",
  failed: "bad",
  cancelled: "plain",
  expired: "plain",
} as const;

const isOpen = ({ state }: ListedExport) => state === "queued" || state === "running";

/** A person's exports. While one is on its way the list asks every second, otherwise now and then. */
export function ExportList(props: {
  tenant: string;
  locale: string;
  timeZone: string;
  initial: readonly ListedExport[];
}) {
  const t = useTranslations("exports");
  const format = createFormat({ locale: props.locale, timeZone: props.timeZone });
  const { data } = useQuery(
    {
      queryKey: ["exports", props.tenant],
      queryFn: async (): Promise<readonly ListedExport[]> => {
        const response = await fetch(paths.api.exports(props.tenant));
        if (!response.ok) throw new Error(String(response.status));
        return (await response.json()).exports;
      },
      initialData: props.initial,
      refetchInterval: ({ state }) => (state.data?.some(isOpen) ? 1000 : 20_000),
    },
    queryClient,
  );

  const columns: Column<ListedExport>[] = [
    {
      key: "what",
      header: t("list.what"),
      rowHeader: true,
      cell: (row) => (
        <span className="flex flex-col">
          <span>{t(`contents.${row.content}`)}</span>
          <span className="text-label font-normal text-ink-quiet">
            {row.query.sessionId ?? format.dayRange(row.query.from, row.query.to)} · {t(`formats.${row.format}`)}
          </span>
        </span>
      ),
    },
    {
      key: "asked",
      header: t("list.asked"),
      from: "md",
      nowrap: true,
      cell: (row) => format.dateTime(new Date(row.createdAt)),
    },
    {
      key: "state",
      header: t("list.state"),
      cell: (row) => (
        <span className="flex min-w-40 flex-col gap-1">
          <Badge tone={tones[row.state]}>{t(`states.${row.state}`)}</Badge>
          {row.state === "running" ? (
            <>
              <progress
                aria-label={t("list.progress")}
                value={row.rowsTotal ? Math.min(row.rowsDone, row.rowsTotal) : undefined}
                max={row.rowsTotal || undefined}
                className="h-1.5 w-full accent-(--accent)"
              />
              <span className="figures text-label text-ink-quiet">
                {row.rowsTotal
                  ? t("list.rowsOf", { done: format.integer(row.rowsDone), total: format.integer(row.rowsTotal) })
                  : t("list.rows", { count: row.rowsDone, text: format.integer(row.rowsDone) })}
              </span>
            </>
          ) : null}
          {row.state === "done" && row.expiresAt ? (
            <span className="text-label text-ink-quiet">
              {t("list.until", { date: format.date(new Date(row.expiresAt)) })}
            </span>
          ) : null}
          {row.failure ? (
            <span className="text-label text-ink-quiet">
              {t(t.has(`failures.${row.failure}`) ? `failures.${row.failure}` : "failures.unexpected")}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      key: "size",
      header: t("list.size"),
      align: "end",
      from: "sm",
      cell: (row) =>
        row.state === "done" ? (
          <span className="flex flex-col items-end">
            <span>{t("list.rows", { count: row.rowsDone, text: format.integer(row.rowsDone) })}</span>
            <span className="text-label text-ink-quiet">{format.bytes(row.bytes)}</span>
          </span>
        ) : (
          "–"
        ),
    },
    {
      key: "do",
      header: <span className="sr-only">{t("list.actions")}</span>,
      align: "end",
      cell: (row) => <ExportButtons tenant={props.tenant} row={row} />,
    },
  ];
  return (
    <DataTable
      caption={t("list.title")}
      columns={columns}
      rows={data}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t("list.empty")}>{t("list.emptyText")}</EmptyState>}
    />
  );
}
