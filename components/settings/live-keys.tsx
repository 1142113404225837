import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { RevokeLiveKey } from "@/components/settings/live-keys-revoke";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { keyColumns } from "@/components/ui/key-columns";
import type { Format } from "@/lib/format";
import type { listLiveKeys } from "@/lib/live/queries/live-keys";

type Key = z.output<typeof listLiveKeys.row>;

/** Keys that the tenant's own apps sign participants' tokens with; revoked ones stay in the list. */
export async function LiveKeyTable({
  tenant,
  keys,
  format,
  now,
}: {
  tenant: string;
  keys: readonly Key[];
  format: Format;
  now: Date;
}) {
  const t = await getTranslations("live-keys");
  const columns: Column<Key>[] = [
    {
      key: "name",
      header: t("name"),
      cell: (key) => <span className="[overflow-wrap:anywhere]">{key.name}</span>,
    },
    {
      key: "algorithm",
      header: t("algorithm"),
      cell: (key) => <code className="font-mono text-label">{key.algorithm}</code>,
    },
    ...keyColumns<Key>(t, format, now),
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={keys}
      rowKey={(key) => key.id}
      rowActions={(key) => (key.revokedAt ? null : <RevokeLiveKey tenant={tenant} keyId={key.id} name={key.name} />)}
      empty={<EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>}
    />
  );
}
