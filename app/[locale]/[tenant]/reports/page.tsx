import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ReportTabs } from "@/components/delivery/report-tabs";
import { OpenRatePanel } from "@/components/sharing/open-rate-panel";
import { ReplyList } from "@/components/sharing/reply-list";
import { ShareLinks } from "@/components/sharing/share-links";
import { FeatureOffNotice } from "@/components/shell/feature-off";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { hasFeature } from "@/lib/features";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths, withSearch } from "@/lib/paths";
import { linkCursorSchema, listLinksPage } from "@/lib/reports/links-page";
import { getOpenRate } from "@/lib/reports/open-rate";
import { listReplies } from "@/lib/reports/queries/list-replies";

export default page(
  { permission: "masterSessions:read", search: z.object({ cursor: linkCursorSchema.optional() }) },
  async ({ locale, tenant, search, readAll, now, can }) => {
    const t = await getTranslations("sharing");
    const at = paths.tenant(locale, tenant.slug);
    const format = createFormat({ locale, timeZone: tenant.timeZone });
    const { links, rate, replies } = await readAll(async (db) => ({
      links: await listLinksPage(db, search.cursor),
      rate: await getOpenRate(db, tenant.timeZone, now),
      replies: await listReplies.all(db, { limit: 10 }),
    }));
    const { rows, nextCursor } = links;
    return (
      <Stack>
        <PageHeader title={t("page.title")} lead={t("page.lead")} zone={format.zone(now)} />
        <ReportTabs current="links" at={at} can={can} off={tenant.featuresOff} />
        {hasFeature(tenant, "report-sharing") ? null : <FeatureOffNotice feature="report-sharing" />}
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
        <OpenRatePanel locale={locale} tenant={tenant} rate={rate} />
        {can("reports:share") ? (
          <Section title={t("replies.title")} lead={t("replies.lead")} id="replies">
            <ReplyList locale={locale} tenant={tenant} rows={replies} withSession manage />
          </Section>
        ) : null}
      </Stack>
    );
  },
);
