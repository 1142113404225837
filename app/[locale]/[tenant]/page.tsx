import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { LineOverTime } from "@/components/charts/line-over-time";
import { FirstSteps } from "@/components/overview/first-steps";
import { KeyFigures } from "@/components/overview/key-figures";
import { LatestSessions } from "@/components/overview/latest-sessions";
import { OpenMatters } from "@/components/overview/open-matters";
import { PeriodControls } from "@/components/shell/period-controls";
import { PeriodInWords } from "@/components/shell/period-in-words";
import { ExportMenu } from "@/components/ui/export-menu";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section, SectionGrid, Stack } from "@/components/ui/section";
import { comparisonOf } from "@/lib/analytics/compare";
import { periodSearch } from "@/lib/analytics/period-search";
import { periodOf } from "@/lib/analytics/range";
import { dayOf } from "@/lib/analytics/zone";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { countOpenAnomalies } from "@/lib/master-sessions/anomalies";
import { attentionDays, getOverview } from "@/lib/overview/overview";
import { paths } from "@/lib/paths";
import { readHotLeads } from "@/lib/quiz-sessions/hot-leads";

/** Lag above which a page says that its figures are behind. */
const staleAfterMs = 15 * 60_000;

export default page(
  { permission: "overview:read", search: z.object({ ...periodSearch.shape }) },
  async ({ locale, tenant, search, now, readAll, can }) => {
    const t = await getTranslations("overview");
    const format = createFormat({ locale, timeZone: tenant.timeZone });
    const at = paths.tenant(locale, tenant.slug);
    const period = periodOf(search, now, tenant.timeZone);
    const comparison = comparisonOf(period, search.compare, now);
    const { overview, freshness, anomalies, hotLeads } = await readAll(async (db) => ({
      overview: await getOverview(db, { period, comparison, compare: search.compare, now }),
      freshness: await dataAsOf.first(db, {}),
      anomalies: can("masterSessions:annotate") ? await countOpenAnomalies(db, now) : 0,
      hotLeads: can("quizzes:annotate") ? await readHotLeads(db, now, tenant.timeZone, attentionDays) : null,
    }));
    const full = can("masterSessions:read");
    const { matters, days } = overview;
    const isNew = can("members:manage") && (matters.events === 0 || matters.members < 2 || matters.sharedReports === 0);
    const exportHref = (form: "csv" | "json") => paths.api.overview(tenant.slug, { ...search, format: form });

    return (
      <Stack>
        <PageHeader
          title={t("title")}
          lead={t("lead")}
          period={<PeriodInWords period={period} comparison={comparison} />}
          zone={format.zone(now)}
          asOf={freshness ? format.time(freshness.asOf) : null}
          controls={<PeriodControls today={dayOf(now, tenant.timeZone)} />}
        />
        {freshness && freshness.lagMs > staleAfterMs ? (
          <Notice tone="warn" title={t("behind", { duration: format.duration(freshness.lagMs) })} />
        ) : null}
        {isNew ? <FirstSteps matters={matters} at={at} /> : null}
        <KeyFigures tenant={tenant} overview={overview} full={full} />
        {full ? (
          <>
            <Section
              title={t("chart.attendances")}
              lead={t("chart.attendancesLead")}
              tools={
                <ExportMenu name={t("chart.attendances")} csvHref={exportHref("csv")} jsonHref={exportHref("json")} />
              }
            >
              <LineOverTime
                name={t("metrics.attendances.label")}
                points={days.map((one) => ({
                  at: one.day,
                  value: one.attendances,
                  previous: one.previousAttendances,
                  inProgress: one.inProgress,
                }))}
                formatValue={(value) => format.integer(value)}
                formatAt={(day) => format.day(day)}
                formatShort={(day) => format.shortDay(day)}
                height={240}
              />
            </Section>
            <SectionGrid columns="1/2">
              <OpenMatters matters={matters} anomalies={anomalies} hotLeads={hotLeads} at={at} can={can} />
              <LatestSessions tenant={tenant} sessions={overview.latest} />
            </SectionGrid>
            <Section title={t("chart.reactions")}>
              <LineOverTime
                name={t("metrics.reactions.label")}
                points={days.map((one) => ({
                  at: one.day,
                  value: one.reactions,
                  previous: one.previousReactions,
                  inProgress: one.inProgress,
                }))}
                formatValue={(value) => format.integer(value)}
                formatAt={(day) => format.day(day)}
                formatShort={(day) => format.shortDay(day)}
                height={160}
              />
            </Section>
          </>
        ) : (
          <OpenMatters matters={matters} anomalies={anomalies} hotLeads={hotLeads} at={at} can={can} />
        )}
      </Stack>
    );
  },
);
