import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ReportTabs } from "@/components/delivery/report-tabs";
import { ExportForm } from "@/components/exports/export-form";
import { ExportList } from "@/components/exports/export-list";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section, SectionGrid, Stack } from "@/components/ui/section";
import { addDays } from "@/lib/analytics/day";
import { dayOf } from "@/lib/analytics/zone";
import { readExportPage } from "@/lib/exports/export-page";
import { contentPermission } from "@/lib/exports/schema";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { statusFilters, timesOfDay } from "@/lib/master-sessions/schema";
import { paths } from "@/lib/paths";

export default page(
  {
    permission: "exports:run",
    feature: "exports",
    search: z.object({ session: z.string().min(1).max(200).optional() }),
  },
  async ({ locale, tenant, user, search, readAll, now, can }) => {
    const t = await getTranslations("exports");
    const tFilters = await getTranslations("masters.filters");
    const at = paths.tenant(locale, tenant.slug);
    const format = createFormat({ locale, timeZone: tenant.timeZone });
    const today = dayOf(now, tenant.timeZone);
    const mayRead = can(contentPermission.sessions);
    const { exports, sessions, options } = await readAll((db) => readExportPage(db, user.id, mayRead, now));
    const tMasters = await getTranslations("masters");
    const of = (name: string) => options.filter(({ filter }) => filter === name);
    return (
      <Stack>
        <PageHeader title={t("page.title")} lead={t("page.lead")} zone={format.zone(now)} />
        <ReportTabs current="exports" at={at} can={can} off={tenant.featuresOff} />
        <ClientMessages namespaces={["exports"]}>
          <SectionGrid columns="1/2">
            <Section title={t("form.title")}>
              {mayRead ? (
                <ExportForm
                  tenant={tenant.slug}
                  today={today}
                  from={addDays(today, -29)}
                  to={today}
                  session={search.session ?? null}
                  sessions={sessions.map(({ id, title, heldAt }) => ({
                    value: id,
                    label: `${title || id}, ${format.dateTime(heldAt)}`,
                  }))}
                  filters={[
                    {
                      name: "master",
                      label: tFilters("master"),
                      options: of("master").map(({ value, name }) => ({ value, label: name ?? value })),
                    },
                    {
                      name: "language",
                      label: tFilters("language"),
                      options: of("language").map(({ value }) => ({ value, label: format.language(value) })),
                    },
                    {
                      name: "status",
                      label: tFilters("status"),
                      options: statusFilters.map((value) => ({ value, label: tMasters(`status.${value}`) })),
                    },
                    {
                      name: "timeOfDay",
                      label: tFilters("timeOfDay"),
                      options: timesOfDay.map((value) => ({ value, label: tMasters(`timeOfDay.${value}`) })),
                    },
                  ]}
                />
              ) : (
                <EmptyState title={t("form.nothing")}>{t("form.nothingText")}</EmptyState>
              )}
            </Section>
            <Section title={t("list.title")} lead={t("list.lead")}>
              <ExportList
                tenant={tenant.slug}
                locale={locale}
                timeZone={tenant.timeZone}
                initial={exports.map((row) => ({
                  ...row,
                  createdAt: row.createdAt.toISOString(),
                  expiresAt: row.expiresAt?.toISOString() ?? null,
                }))}
              />
            </Section>
          </SectionGrid>
        </ClientMessages>
      </Stack>
    );
  },
);
