import { getTranslations } from "next-intl/server";
import { AttendanceImport } from "@/components/master-sessions/attendance-import";
import { ImportList } from "@/components/master-sessions/import-list";
import { viewOf } from "@/components/shell/view";
import { ClientMessages } from "@/components/ui/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { listImports } from "@/lib/attendance-import/queries/list-imports";
import { page } from "@/lib/guard/page";
import { sessionLanguages } from "@/lib/master-sessions/languages";
import { listFilterOptions } from "@/lib/master-sessions/queries/list-filter-options";

export default page({ permission: "sessions:schedule" }, async (ctx) => {
  const { tenant, locale, read } = ctx;
  const t = await getTranslations("attendance-import");
  const masters = await getTranslations("masters");
  const view = viewOf(ctx);
  const { at, format } = view;
  const options = await read(listFilterOptions, {});
  const imports = await read(listImports, { limit: 50 });
  return (
    <ClientMessages namespaces={["attendance-import"]}>
      <PageHeader
        eyebrow={<TextLink href={at.masters()}>{masters("title")}</TextLink>}
        title={t("title")}
        lead={t("lead")}
      />
      <Stack>
        <AttendanceImport
          tenant={tenant.slug}
          locale={locale}
          sessionHref={at.session("")}
          zone={tenant.timeZone}
          zones={[...new Set([tenant.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])]}
          choices={{
            masters: options
              .filter(({ filter, name }) => filter === "master" && name !== null)
              .map(({ value, name }) => ({ value, label: name ?? value })),
            languages: sessionLanguages(options).map((value) => ({ value, label: format.language(value) })),
          }}
        />
        <ImportList imports={imports} view={view} />
      </Stack>
    </ClientMessages>
  );
});
