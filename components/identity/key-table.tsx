import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { z } from "zod";
import { RevokeKey } from "@/components/identity/revoke-key";
import { type Column, DataTable } from "@/components/ui/data-table";
import { keyColumns } from "@/components/ui/key-columns";
import type { Format } from "@/lib/format";
import type { listKeys } from "@/lib/identity/api-keys";

type Key = z.output<typeof listKeys.row>;

interface Props {
  tenant: string;
  keys: readonly Key[];
  format: Format;
  now: Date;
  empty: ReactNode;
}

/** Keys with what they may do and when they were last used; revoked ones stay in the list. */
export async function KeyTable({ tenant, keys, format, now, empty }: Props) {
  const t = await getTranslations("settings.keys");
  const columns: Column<Key>[] = [
    {
      key: "name",
      header: t("name"),
      cell: (key) => (
        <span className="flex flex-col">
          <span className="[overflow-wrap:anywhere]">{key.name}</span>
          <code className="font-mono text-label font-normal text-ink-quiet">{key.prefix}</code>
        </span>
      ),
    },
    {
      key: "scopes",
      header: t("scopes"),
      cell: (key) => key.scopes.map((scope) => t(`scopeShort.${scope}`)).join(", "),
    },
    ...keyColumns<Key>(t, format, now),
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={keys}
      rowKey={(key) => key.id}
      rowActions={(key) => (key.revokedAt ? null : <RevokeKey tenant={tenant} keyId={key.id} name={key.name} />)}
      empty={empty}
    />
  );
}
