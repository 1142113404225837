import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Address } from "@/components/ui/address";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { AuditEntry } from "@/lib/audit/queries/list-entries";
import type { Format } from "@/lib/format";

interface Props {
  entries: readonly AuditEntry[];
  format: Format;
  /** an action's name in the reader's language, or its own */
  actionName: (action: string) => string;
  empty: ReactNode;
  pager: ReactNode;
}

/** The log, the newest entry first: when, what, who, and what changed. */
export async function AuditTable({ entries, format, actionName, empty, pager }: Props) {
  const t = await getTranslations("settings.audit");
  const when = (entry: AuditEntry) => <time dateTime={entry.at.toISOString()}>{format.dateTime(entry.at)}</time>;
  const who = (entry: AuditEntry) => (
    <span className="flex flex-col">
      <Address text={entry.actorLabel} />
      {entry.actorKind === "user" ? null : (
        <span className="text-label text-ink-quiet">{t(`kind.${entry.actorKind}`)}</span>
      )}
    </span>
  );
  const columns: Column<AuditEntry>[] = [
    {
      key: "seq",
      header: t("number"),
      align: "end",
      from: "md",
      className: "w-0 text-ink-quiet",
      cell: (entry) => format.integer(entry.seq),
    },
    { key: "at", header: t("when"), from: "md", className: "whitespace-nowrap", cell: when },
    {
      key: "what",
      header: t("what"),
      rowHeader: true,
      cell: (entry) => (
        <span className="flex flex-col">
          <span>{actionName(entry.action)}</span>
          <code className="font-mono text-label font-normal text-ink-quiet">{entry.action}</code>
          {/* A phone has room for one column: everything stands below each other in it. */}
          <span className="mt-1 flex flex-col gap-0.5 text-label font-normal text-ink-soft md:hidden">
            {when(entry)}
            {who(entry)}
            <Detail entry={entry} />
          </span>
        </span>
      ),
    },
    { key: "who", header: t("who"), from: "md", cell: who },
    {
      key: "detail",
      header: t("detail"),
      from: "md",
      className: "text-label",
      cell: (entry) => <Detail entry={entry} />,
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={entries}
      rowKey={(entry) => String(entry.seq)}
      empty={empty}
      pager={pager}
    />
  );
}

/** The target and what changed, as the entry holds it: names of fields stay as they are, so that they can be searched for. */
function Detail({ entry }: { entry: AuditEntry }) {
  // A note that nobody wrote is no detail.
  const parts = Object.entries(entry.detail).filter(([, value]) => value !== "");
  return (
    <dl className="flex flex-wrap gap-x-4 [overflow-wrap:anywhere]">
      {parts.map(([name, value]) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-ink-quiet">{name}</dt>
          <dd>{inWords(value)}</dd>
        </div>
      ))}
      <div className="flex gap-1.5">
        <dt className="text-ink-quiet">{entry.targetType}</dt>
        <dd className="font-mono" title={entry.targetId}>
          {entry.targetId.length > 13 ? `${entry.targetId.slice(0, 8)}…` : entry.targetId}
        </dd>
      </div>
    </dl>
  );
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(", ");
  if (value === null) return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
