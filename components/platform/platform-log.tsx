import "server-only";
import { getTranslations } from "next-intl/server";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import type { PlatformLogState } from "@/lib/audit/platform-log";
import type { Format } from "@/lib/format";
import type { PlatformLogEntry } from "@/lib/platform/queries/list-platform-log";

/** What platform admins did, and whether the log is whole. */
export async function PlatformLog(props: {
  entries: readonly PlatformLogEntry[];
  state: PlatformLogState;
  format: Format;
}) {
  const { entries, state, format } = props;
  const t = await getTranslations("admin");
  const featureName = await getTranslations("ui.features.names");
  const switched = ({ detail }: PlatformLogEntry) =>
    (["off", "on"] as const).flatMap((way) => {
      const names = Array.isArray(detail[way]) ? detail[way].map(String) : [];
      const words = names.map((name) => (featureName.has(name) ? featureName(name) : name)).join(", ");
      return words ? [t(`users.switched.${way}`, { names: words })] : [];
    });
  const what = (entry: PlatformLogEntry) => (
    <span className="flex flex-col">
      {t(`actions.${entry.action}`)}
      {switched(entry).map((line) => (
        <span key={line} className="text-label font-normal text-ink-quiet">
          {line}
        </span>
      ))}
    </span>
  );
  const columns: Column<PlatformLogEntry>[] = [
    { key: "what", header: t("users.what"), cell: what },
    {
      key: "target",
      header: t("users.target"),
      cell: (entry) => (
        <code className="text-label [overflow-wrap:anywhere]">
          {typeof entry.detail.slug === "string" ? entry.detail.slug : entry.targetId}
        </code>
      ),
    },
    { key: "who", header: t("users.who"), from: "sm", cell: (entry) => entry.actor || entry.actorId },
    { key: "when", header: t("users.when"), nowrap: true, cell: (entry) => format.dateTime(entry.at) },
  ];
  return (
    <>
      {state.ok ? (
        <p className="text-label text-ink-quiet">{t("users.logIntact", { count: state.entries })}</p>
      ) : (
        <Notice tone="bad">{t("users.logBroken", { seq: state.seq })}</Notice>
      )}
      {entries.length > 0 ? (
        <DataTable
          caption={t("users.logTitle")}
          columns={columns}
          rows={entries}
          rowKey={(entry) => String(entry.seq)}
        />
      ) : null}
    </>
  );
}
