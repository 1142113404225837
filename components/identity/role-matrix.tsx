import "server-only";
import { getTranslations } from "next-intl/server";
import { DataTable } from "@/components/ui/data-table";
import { holds, type MatrixRow, memberRows } from "@/lib/identity/permission-matrix";
import { roles } from "@/lib/identity/permissions";

/** What each role may do: the table that the doors themselves decide by. */
export async function RoleMatrix() {
  const t = await getTranslations("settings.members.matrix");
  const names = await getTranslations("identity.roles");
  return (
    <DataTable<MatrixRow>
      caption={t("title")}
      columns={[
        { key: "what", header: t("what"), cell: (row) => <span className="font-normal">{t(`rows.${row.key}`)}</span> },
        ...roles.map((role) => ({
          key: role,
          header: names(role),
          cell: (row: MatrixRow) =>
            holds(role, row) ? (
              <>
                <span aria-hidden="true">●</span>
                <span className="sr-only">{t("yes")}</span>
              </>
            ) : (
              <>
                <span aria-hidden="true" className="text-ink-quiet">
                  –
                </span>
                <span className="sr-only">{t("no")}</span>
              </>
            ),
        })),
      ]}
      rows={memberRows}
      rowKey={(row) => row.key}
    />
  );
}
