import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { RestoreVersion } from "@/components/frameworks/restore-version";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Format } from "@/lib/format";
import type { Framework } from "@/lib/frameworks/defaults";
import { differences, merge, type Overrides } from "@/lib/frameworks/overrides";
import type { Version } from "@/lib/frameworks/queries/list-versions";

interface Props {
  tenant: string;
  framework: Framework;
  versions: readonly Version[];
  format: Format;
  hrefOf: (version: number) => string;
  empty: ReactNode;
}

/** The versions of a framework, the newest first: who made it when, how much it changes, and the way back to it. */
export async function VersionTable({ tenant, framework, versions, format, hrefOf, empty }: Props) {
  const t = await getTranslations("frameworks.versions");
  const latest = versions[0]?.version ?? 0;
  const columns: Column<Version>[] = [
    {
      key: "version",
      header: t("version"),
      cell: (row) => (
        <span className="flex flex-wrap items-baseline gap-x-3">
          <span className="figures">{t("number", { version: row.version })}</span>
          {row.version === latest ? <Badge tone="accent">{t("current")}</Badge> : null}
        </span>
      ),
    },
    {
      key: "what",
      header: t("note"),
      className: "[overflow-wrap:anywhere]",
      cell: (row) => (row.restoredFrom === null ? row.note || "–" : t("restored", { version: row.restoredFrom })),
    },
    {
      key: "differences",
      header: t("differences"),
      align: "end",
      from: "sm",
      cell: (row) => format.integer(differences(framework, merge(framework, row.overrides as Overrides)).length),
    },
    { key: "who", header: t("who"), from: "md", cell: (row) => row.createdBy ?? "–" },
    { key: "when", header: t("when"), from: "sm", nowrap: true, cell: (row) => format.dateTime(row.createdAt) },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={versions}
      rowKey={(row) => String(row.version)}
      rowHref={(row) => hrefOf(row.version)}
      rowActions={(row) =>
        row.version === latest ? null : (
          <RestoreVersion tenant={tenant} frameworkId={framework.id} version={row.version} base={latest} />
        )
      }
      empty={empty}
    />
  );
}
