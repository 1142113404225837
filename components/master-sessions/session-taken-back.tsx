import "server-only";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { GoneSession } from "@/lib/attendance-import/taken-back";
import type { Format } from "@/lib/format";
import type { TenantPaths } from "@/lib/paths";

/** Stands where a session was that came from a file alone: notices, notes and bookmarks still lead here. */
export async function SessionTakenBack({
  gone: { title, by, at: when },
  at,
  format,
  mayImport,
}: {
  gone: GoneSession;
  at: TenantPaths;
  format: Format;
  mayImport: boolean;
}) {
  const t = await getTranslations("attendance-import");
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        title={t("gone.title")}
        action={
          mayImport ? (
            <ButtonLink href={`${at.attendanceImport()}#imports`}>{t("gone.imports")}</ButtonLink>
          ) : (
            <ButtonLink href={at.masters()}>{t("gone.masters")}</ButtonLink>
          )
        }
      >
        {by
          ? t("gone.text", { name: by, when: format.dateTime(when) })
          : t("gone.textPlain", { when: format.dateTime(when) })}
      </EmptyState>
    </>
  );
}
