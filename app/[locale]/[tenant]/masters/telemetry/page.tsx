import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ScatterPlot } from "@/components/charts/scatter-plot";
import { PeriodControls } from "@/components/shell/period-controls";
import { PeriodInWords } from "@/components/shell/period-in-words";
import { Agreement } from "@/components/telemetry/agreement";
import { TelemetryFigures } from "@/components/telemetry/telemetry-figures";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { InfoPanel } from "@/components/ui/info-panel";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { periodSearch } from "@/lib/analytics/period-search";
import { dayOf } from "@/lib/analytics/zone";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import type { TelemetryKey } from "@/lib/telemetry/metrics";
import { readTelemetry } from "@/lib/telemetry/read-telemetry";

const groups: ReadonlyArray<{ key: string; metrics: readonly TelemetryKey[] }> = [
  {
    key: "presence",
    metrics: ["readyTaps", "leaveEvents", "churnBeforeStart", "dedupeResolutions", "dedupeShare"],
  },
  { key: "recap", metrics: ["recapViews", "recapRate"] },
  { key: "delivery", metrics: ["reportRuns", "reportFailures", "openRate", "exportsOfTotals", "followUps"] },
  { key: "ingestion", metrics: ["latencyP50", "latencyP95", "latencyP99"] },
];

export default page(
  { permission: "masterSessions:read", search: z.object({ ...periodSearch.shape }) },
  async ({ locale, tenant, search, now, readAll }) => {
    const t = await getTranslations("telemetry");
    const format = createFormat({ locale, timeZone: tenant.timeZone });
    const at = paths.tenant(locale, tenant.slug);
    const { telemetry, fresh } = await readAll(async (db) => ({
      telemetry: await readTelemetry(db, tenant, search, now),
      fresh: await dataAsOf.first(db, {}),
    }));
    const { period, comparison, counts, before, units, agreement } = telemetry;
    const exported = (panel: "metrics" | "units" | "agreement") => (
      <ExportMenu
        name={t(`panels.${panel}`)}
        csvHref={paths.api.telemetry(tenant.slug, { ...search, panel, format: "csv", bom: 1 })}
        jsonHref={paths.api.telemetry(tenant.slug, { ...search, panel })}
      />
    );
    const unit = tenant.auLabel;
    const r = units.r === null ? null : format.decimal(units.r, 2);
    const correlation = r ? t("units.correlation", { r, n: units.n }) : t("units.tooFew", { n: units.n });
    return (
      <Stack>
        <PageHeader
          eyebrow={<TextLink href={at.masters()}>{t("eyebrow")}</TextLink>}
          title={t("title")}
          lead={t("lead")}
          period={<PeriodInWords period={period} comparison={comparison} />}
          zone={format.zone(now)}
          asOf={fresh ? format.time(fresh.asOf) : null}
          controls={<PeriodControls today={dayOf(now, tenant.timeZone)} />}
        />
        {agreement && agreement.differences > 0 ? (
          <Notice tone="bad" title={t("banner")} action={<TextLink href="#agreement">{t("bannerAction")}</TextLink>} />
        ) : null}
        {groups.map(({ key, metrics }, index) => (
          <Section
            key={key}
            title={t(`groups.${key}.title`)}
            lead={t(`groups.${key}.lead`)}
            tools={index === 0 ? exported("metrics") : undefined}
          >
            <TelemetryFigures keys={metrics} counts={counts} before={before} format={format} locale={locale} />
          </Section>
        ))}
        <Section
          title={t("units.title", { unit })}
          lead={correlation}
          info={
            <InfoPanel
              name={t("units.title", { unit })}
              description={t("units.description", { unit })}
              formula={t("units.formula")}
              note={t("units.note")}
            />
          }
          tools={exported("units")}
        >
          {units.pairs.length > 0 ? (
            <ScatterPlot
              name={t("units.title", { unit })}
              summary={correlation}
              points={units.pairs.map((pair) => ({
                key: pair.sessionId,
                name: pair.title || pair.sessionId,
                x: pair.total,
                y: pair.au,
              }))}
              head={[t("units.session"), t("units.people"), unit]}
              formatX={(value) => format.integer(value)}
              formatY={(value) => format.decimal(value, value % 1 === 0 ? 0 : 1)}
            />
          ) : (
            <EmptyState title={t("units.empty")} />
          )}
        </Section>
        <Section
          id="agreement"
          title={t("agreement.title")}
          lead={t("agreement.lead")}
          tools={agreement?.list.length ? exported("agreement") : undefined}
        >
          <Agreement agreement={agreement} format={format} at={at} />
        </Section>
      </Stack>
    );
  },
);
