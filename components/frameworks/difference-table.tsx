import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { fieldLabel, valueWords } from "@/components/frameworks/field-words";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Framework } from "@/lib/frameworks/defaults";
import type { Difference } from "@/lib/frameworks/overrides";

interface Props {
  framework: Framework;
  rows: readonly Difference[];
  caption: string;
  empty: ReactNode;
}

/** What a version has otherwise than the platform, value beside value. */
export async function DifferenceTable({ framework, rows, caption, empty }: Props) {
  const t = await getTranslations("frameworks");
  const columns: Column<Difference>[] = [
    {
      key: "field",
      header: t("difference.field"),
      cell: ({ section, field }) => (
        <span className="flex flex-col">
          <span>{fieldLabel(t, framework, section, field)}</span>
          <span className="text-label font-normal text-ink-quiet">{t(`sections.${section}`)}</span>
        </span>
      ),
    },
    {
      key: "platform",
      header: t("difference.platform"),
      className: "[overflow-wrap:anywhere]",
      cell: ({ section, field, platform }) => valueWords(t, section, field, platform),
    },
    {
      key: "own",
      header: t("difference.own"),
      className: "text-ink [overflow-wrap:anywhere]",
      cell: ({ section, field, own }) => valueWords(t, section, field, own),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ section, field }) => `${section}.${field}`}
      empty={empty}
    />
  );
}
