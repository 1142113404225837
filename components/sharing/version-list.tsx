import "server-only";
import { getTranslations } from "next-intl/server";
import { changesInWords, newerInWords } from "@/components/sharing/version-words";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import type { Tenant } from "@/lib/db/directory";
import { createFormat } from "@/lib/format";
import { readerLocaleNames } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import type { Version } from "@/lib/reports/versions";

/** The frozen versions of a report: who made which when, how it differs, and whether newer data has come in. */
export async function VersionList(props: {
  locale: string;
  tenant: Tenant;
  sessionId: string;
  versions: readonly Version[];
}) {
  const { locale, tenant, sessionId, versions } = props;
  const t = await getTranslations("sharing.versions");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const at = paths.tenant(locale, tenant.slug);
  const columns: Column<Version>[] = [
    {
      key: "version",
      header: t("version"),
      rowHeader: true,
      cell: ({ version, locale: language }) => (
        <span className="flex flex-col">
          <TextLink href={at.sessionReportVersion(sessionId, version)}>{t("open", { version })}</TextLink>
          <span className="text-label text-ink-quiet">{readerLocaleNames[language]}</span>
        </span>
      ),
    },
    {
      key: "made",
      header: t("made"),
      cell: ({ createdAt, createdBy }) => (
        <span className="flex flex-col">
          <span>{format.dateTime(createdAt)}</span>
          {createdBy ? <span className="text-label text-ink-quiet">{t("by", { name: createdBy })}</span> : null}
        </span>
      ),
    },
    { key: "changed", header: t("changed"), from: "md", cell: ({ changes }) => changesInWords(changes, t) },
    { key: "links", header: t("links"), align: "end", cell: ({ links }) => format.integer(links) },
    {
      key: "state",
      header: t("state"),
      cell: ({ newer }) =>
        newer.length === 0 ? (
          <span className="text-ink-quiet">{t("upToDate")}</span>
        ) : (
          <span className="flex flex-col">
            <span className="text-warn">{t("outdated")}</span>
            <span className="text-label text-ink-quiet">{newerInWords(newer, t, format.integer)}</span>
          </span>
        ),
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={versions}
      rowKey={({ reportId }) => reportId}
      empty={<EmptyState title={t("empty")} />}
    />
  );
}
