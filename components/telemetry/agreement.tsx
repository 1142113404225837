import { useTranslations } from "next-intl";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { Format } from "@/lib/format";
import type { TenantPaths } from "@/lib/paths";
import type { Telemetry } from "@/lib/telemetry/read-telemetry";

type Row = NonNullable<Telemetry["agreement"]>["list"][number];

/** Whether live, recap, snapshot, export and report said the same when they were last compared, and where not. */
export function Agreement({
  agreement,
  format,
  at,
}: {
  agreement: Telemetry["agreement"];
  format: Format;
  at: TenantPaths;
}) {
  const t = useTranslations("telemetry.agreement");
  if (!agreement) return <p className="text-ink-soft">{t("never")}</p>;
  const when = format.dateTime(agreement.finishedAt);
  if (agreement.differences === 0) {
    return (
      <Notice tone="good" title={t("allAgree", { count: agreement.sessions })}>
        {t("compared", { when })}
      </Notice>
    );
  }
  const columns: Column<Row>[] = [
    {
      key: "session",
      header: t("session"),
      rowHeader: true,
      cell: (row) => <TextLink href={at.session(row.sessionId)}>{row.title || row.sessionId}</TextLink>,
    },
    { key: "place", header: t("place"), cell: (row) => t(`places.${row.place}`) },
    {
      key: "figure",
      header: t("figure"),
      cell: (row) => (t.has(`figures.${row.figure}`) ? t(`figures.${row.figure}`) : row.figure),
    },
    { key: "expected", header: t("expected"), align: "end", cell: (row) => row.expected ?? "–" },
    { key: "found", header: t("found"), align: "end", cell: (row) => row.found ?? "–" },
  ];
  const sessions = new Set(agreement.list.map(({ sessionId }) => sessionId)).size;
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="bad" title={t("disagree", { count: sessions })}>
        {t("whatToDo", { when })}
      </Notice>
      <DataTable
        caption={t("title")}
        columns={columns}
        rows={agreement.list}
        rowKey={(row) => `${row.sessionId}/${row.place}/${row.figure}`}
      />
    </div>
  );
}
