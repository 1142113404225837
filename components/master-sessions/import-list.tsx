import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { TakeBackImport } from "@/components/master-sessions/take-back-import";
import type { View } from "@/components/shell/view";
import { ClientMessages } from "@/components/ui/client-messages";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { listImports } from "@/lib/attendance-import/queries/list-imports";

type Import = z.output<typeof listImports.row>;

/** Attendance files that were imported, by whom and when, and the way to take one back. Nothing where none was. */
export async function ImportList({
  imports,
  view,
  ofOneSession = false,
}: {
  imports: readonly Import[];
  view: View;
  /** on the page of their session: it is not named, and left when nothing remains of it */
  ofOneSession?: boolean;
}) {
  if (imports.length === 0) return null;
  const t = await getTranslations("attendance-import");
  const { format, at, tenant } = view;
  const named = ({ title, sessionId }: Import) => title || sessionId;
  const whenAndWho = (when: Date, who: string | null) => [format.dateTime(when), who].filter(Boolean).join(" · ");
  const columns: Column<Import>[] = [
    {
      key: "what",
      header: t(ofOneSession ? "imports.file" : "imports.session"),
      rowHeader: true,
      cell: (row) => (
        <span className="flex flex-col">
          <span className="[overflow-wrap:anywhere]">
            {ofOneSession ? (
              t(`sources.${row.source}`)
            ) : row.there ? (
              <TextLink href={at.session(row.sessionId)}>{named(row)}</TextLink>
            ) : (
              named(row)
            )}
          </span>
          <span className="text-label font-normal text-ink-quiet">
            {t("imports.rows", { people: row.people, events: row.events })}
          </span>
          {/* A phone has no room for a column of it. */}
          <span className="text-label font-normal text-ink-quiet sm:hidden">
            {whenAndWho(row.importedAt, row.importedBy)}
          </span>
        </span>
      ),
    },
    {
      key: "hour",
      header: t("imports.hour"),
      from: "md",
      cell: ({ firstAt, lastAt, timeZone }) =>
        firstAt && lastAt ? (
          <span className="flex flex-col">
            <span>{`${format.dateTime(firstAt)} – ${format.time(lastAt)}`}</span>
            {timeZone ? (
              <span className="text-label text-ink-quiet">
                {t("imports.readIn", { zone: timeZone.replaceAll("_", " ") })}
              </span>
            ) : null}
          </span>
        ) : (
          "–"
        ),
    },
    {
      key: "imported",
      header: t("imports.imported"),
      from: "sm",
      cell: (row) => (
        <span className="flex flex-col">
          <span>{format.dateTime(row.importedAt)}</span>
          {row.importedBy ? <span className="text-label text-ink-quiet">{row.importedBy}</span> : null}
        </span>
      ),
    },
    {
      key: "state",
      header: t("imports.state"),
      cell: (row) =>
        row.withdrawnAt ? (
          <span className="flex flex-col text-ink-quiet">
            <span>{t("imports.withdrawn")}</span>
            <span className="text-label">{whenAndWho(row.withdrawnAt, row.withdrawnBy)}</span>
          </span>
        ) : row.shared ? (
          <span className="block text-label text-ink-quiet">{t("imports.shared")}</span>
        ) : (
          <TakeBackImport
            tenant={tenant.slug}
            importId={row.importId}
            sessionId={row.sessionId}
            people={row.people}
            name={named(row)}
            goTo={ofOneSession ? at.attendanceImport() : undefined}
          />
        ),
    },
  ];
  return (
    <ClientMessages namespaces={["attendance-import"]}>
      <Section title={t("imports.title")} lead={t("imports.lead")} id="imports">
        <DataTable caption={t("imports.title")} columns={columns} rows={imports} rowKey={(row) => row.importId} />
      </Section>
    </ClientMessages>
  );
}
