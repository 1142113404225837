import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { MessageTable } from "@/components/delivery/message-table";
import { ReportTabs } from "@/components/delivery/report-tabs";
import { FeatureOffNotice } from "@/components/shell/feature-off";
import { EmptyState } from "@/components/ui/empty-state";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { hasFeature } from "@/lib/features";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import { outboxSearch, readOutbox } from "@/lib/reports/mail/outbox";
import { mailStates } from "@/lib/reports/mail/schema";

export default page(
  { permission: "reports:share", search: outboxSearch },
  async ({ locale, tenant, search, readAll, now, can }) => {
    const t = await getTranslations("delivery");
    const at = paths.tenant(locale, tenant.slug);
    const format = createFormat({ locale, timeZone: tenant.timeZone });
    const { rows, nextCursor, hasServer } = await readAll((db) => readOutbox(db, search));
    const narrowed = search.state ? { state: search.state } : {};
    return (
      <Stack>
        <PageHeader title={t("outbox.title")} lead={t("outbox.lead")} zone={format.zone(now)} />
        <ReportTabs current="outbox" at={at} can={can} off={tenant.featuresOff} />
        {hasFeature(tenant, "report-sharing") ? null : <FeatureOffNotice feature="report-sharing" />}
        {hasServer ? null : (
          <Notice tone="info" title={t("outbox.noServerTitle")}>
            {t("outbox.noServer")}
          </Notice>
        )}
        <Section title={t("outbox.messages")}>
          <nav aria-label={t("outbox.filter")} className="flex flex-wrap gap-x-4 gap-y-1">
            {[null, ...mailStates].map((state) => (
              <Link
                key={state ?? "all"}
                href={at.outbox(state ? { state } : {})}
                prefetch={false}
                aria-current={(search.state ?? null) === state ? "true" : undefined}
                className="py-1 text-label text-ink-soft hover:text-ink aria-[current]:font-medium aria-[current]:text-accent"
              >
                {state ? t(`states.${state}`) : t("outbox.all")}
              </Link>
            ))}
          </nav>
          <MessageTable
            locale={locale}
            tenant={tenant}
            now={now}
            rows={rows}
            hasServer={hasServer}
            withSession
            empty={<EmptyState title={search.state ? t("outbox.noneInState") : t("outbox.empty")} />}
            pager={
              <KeysetPager
                nextHref={nextCursor ? at.outbox({ ...narrowed, cursor: nextCursor }) : null}
                firstHref={search.cursor ? at.outbox(narrowed) : null}
              />
            }
          />
        </Section>
      </Stack>
    );
  },
);
