import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ReportTabs } from "@/components/delivery/report-tabs";
import { ShareLinks } from "@/components/sharing/share-links";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { page } from "@/lib/guard/page";
import { paths, withSearch } from "@/lib/paths";
import { linkCursorSchema, listLinksPage } from "@/lib/reports/links-page";

export default page(
  { permission: "masterSessions:read", search: z.object({ cursor: linkCursorSchema.optional() }) },
  async ({ locale, tenant, search, readAll, now, can }) => {
    const t = await getTranslations("sharing");
    const at = paths.tenant(locale, tenant.slug);
    const { rows, nextCursor } = await readAll((db) => listLinksPage(db, search.cursor));
    return (
      <Stack>
        <PageHeader title={t("page.title")} lead={t("page.lead")} zone={tenant.timeZone} />
        <ReportTabs current="links" at={at} can={can} />
        <Section title={t("links.title")} lead={t("links.lead")}>
          <ShareLinks
            locale={locale}
            tenant={tenant}
            now={now}
            rows={rows}
            withSession
            manage={can("reports:share")}
            empty={
              <EmptyState
                title={t("links.emptyAll")}
                action={<ButtonLink href={at.masters()}>{t("links.emptyAction")}</ButtonLink>}
              />
            }
            pager={
              <KeysetPager
                nextHref={nextCursor ? withSearch(at.reports(), { cursor: nextCursor }) : null}
                firstHref={search.cursor ? at.reports() : null}
              />
            }
          />
        </Section>
      </Stack>
    );
  },
);
