import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LinkActions } from "@/components/sharing/link-actions";
import { ClientMessages } from "@/components/ui/client-messages";
import { type Column, DataTable } from "@/components/ui/data-table";
import { TextLink } from "@/components/ui/text-link";
import type { Tenant } from "@/lib/db/directory";
import { createFormat } from "@/lib/format";
import { paths } from "@/lib/paths";
import { reportSectionSchema } from "@/lib/reports/payload";
import type { ReportLinkRow } from "@/lib/reports/queries/list-links";
import { partOfSection } from "@/lib/reports/read-parts";

/** Share links with their opens. `withSession` adds the report's session for lists that span several. */
export async function ShareLinks(props: {
  locale: string;
  tenant: Tenant;
  now: Date;
  rows: readonly ReportLinkRow[];
  withSession?: boolean;
  /** whether the reader may make, lock and revoke links */
  manage: boolean;
  empty: ReactNode;
  pager?: ReactNode;
}) {
  const { locale, tenant, now, rows } = props;
  const t = await getTranslations("sharing.links");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const at = paths.tenant(locale, tenant.slug);

  const state = (row: ReportLinkRow) => {
    if (row.revokedAt) return <span className="text-ink-quiet">{t("revoked")}</span>;
    if (row.expiresAt <= now) return <span className="text-ink-quiet">{t("expired")}</span>;
    return t.rich("active", {
      date: format.date(row.expiresAt),
      nowrap: (text) => <span className="whitespace-nowrap">{text}</span>,
    });
  };

  const columns: Column<ReportLinkRow>[] = [
    {
      key: "name",
      header: t("name"),
      rowHeader: true,
      cell: (row) => (
        <span className="flex flex-col">
          <span>{row.name}</span>
          <span className="text-label text-ink-quiet">
            {t("version", { version: row.reportVersion })}
            {row.hasPassword ? ` · ${t("withPassword")}` : ""}
            {row.allowDownload ? "" : ` · ${t("noDownload")}`}
          </span>
          {row.outdated ? <span className="text-label text-warn">{t("outdated")}</span> : null}
        </span>
      ),
    },
    ...(props.withSession
      ? [
          {
            key: "report",
            header: t("report"),
            cell: (row: ReportLinkRow) => (
              <span className="flex flex-col">
                <TextLink href={at.sessionReport(row.sessionId)}>{row.sessionTitle || row.sessionId}</TextLink>
                <span className="text-label text-ink-quiet">{row.masterName}</span>
              </span>
            ),
          } satisfies Column<ReportLinkRow>,
        ]
      : []),
    {
      key: "created",
      header: t("created"),
      from: "md",
      cell: (row) => (
        <span className="flex flex-col">
          <span className="whitespace-nowrap">{format.date(row.createdAt)}</span>
          {row.createdBy ? <span className="text-label text-ink-quiet">{t("by", { name: row.createdBy })}</span> : null}
        </span>
      ),
    },
    { key: "state", header: t("state"), cell: state },
    {
      key: "human",
      header: t("human"),
      align: "end",
      cell: (row) => (
        <span className="flex flex-col items-end">
          <span>{format.integer(row.humanOpens)}</span>
          {row.firstOpenedAt ? (
            <span className="text-label text-ink-quiet">{t("first", { date: format.date(row.firstOpenedAt) })}</span>
          ) : null}
        </span>
      ),
    },
    {
      key: "read",
      header: t("read"),
      align: "end",
      from: "md",
      cell: (row) =>
        row.readSeconds === 0 ? (
          "–"
        ) : (
          <span className="flex flex-col items-end">
            <span>{format.duration(row.readSeconds * 1000)}</span>
            <span className="text-label text-ink-quiet">
              {t("parts", { seen: partsReached(row), all: partsPrinted(row) })}
            </span>
          </span>
        ),
    },
    { key: "pdf", header: t("pdf"), align: "end", from: "md", cell: (row) => format.integer(row.pdfDownloads) },
    // What is nobody's open stands in one column, so that the menu of a link is in sight on every screen.
    {
      key: "machine",
      header: t("machine"),
      align: "end",
      from: "xl",
      cell: (row) => (
        <span className="flex flex-col items-end">
          <span>{format.integer(row.machineOpens)}</span>
          {row.teamOpens ? (
            <span className="text-label text-ink-quiet">{t("team", { count: format.integer(row.teamOpens) })}</span>
          ) : null}
        </span>
      ),
    },
  ];

  return (
    <ClientMessages namespaces={["sharing"]}>
      <DataTable
        caption={t("title")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.linkId}
        rowActions={
          props.manage
            ? (row) => (
                <LinkActions
                  tenant={tenant.slug}
                  linkId={row.linkId}
                  name={row.name}
                  report={{
                    id: row.reportId,
                    version: row.reportVersion,
                    sections: reportSectionSchema.array().parse(row.sections),
                  }}
                  auLabel={tenant.auLabel}
                  living={!row.revokedAt && row.expiresAt > now}
                  locale={locale}
                  timeZone={tenant.timeZone}
                />
              )
            : undefined
        }
        empty={props.empty}
        pager={props.pager}
      />
    </ClientMessages>
  );
}

/** What stands on paper as one part: the units, the replays and the comparison are read together. */
const partsPrinted = ({ sections }: ReportLinkRow) => new Set(sections.map(partOfSection)).size;
const partsReached = (row: ReportLinkRow) => {
  const shown = new Set<string>(row.sections.map(partOfSection));
  return row.partsSeen.filter((part) => shown.has(part)).length;
};
