import "server-only";
import { getTranslations } from "next-intl/server";
import { LineOverTime } from "@/components/charts/line-over-time";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { HeadlineNumber } from "@/components/ui/headline-number";
import { InfoPanel } from "@/components/ui/info-panel";
import { Section, SectionGrid } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { Tenant } from "@/lib/db/directory";
import { createFormat } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { OpenRate } from "@/lib/reports/open-rate";

type MasterRow = OpenRate["masters"][number];

/** How many of those who were given a report have opened it: over time, and by master. */
export async function OpenRatePanel({ locale, tenant, rate }: { locale: string; tenant: Tenant; rate: OpenRate }) {
  const t = await getTranslations("sharing.openRate");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const at = paths.tenant(locale, tenant.slug);
  const columns: Column<MasterRow>[] = [
    {
      key: "master",
      header: t("master"),
      rowHeader: true,
      cell: ({ masterId, masterName }) =>
        masterId === null ? t("unnamed") : <TextLink href={at.master(masterId)}>{masterName ?? masterId}</TextLink>,
    },
    { key: "recipients", header: t("recipients"), align: "end", cell: (row) => format.integer(row.recipients) },
    { key: "opened", header: t("opened"), align: "end", cell: (row) => format.integer(row.opened) },
    { key: "rate", header: t("rate"), align: "end", cell: (row) => format.percent(row.rate) },
    {
      key: "read",
      header: t("read"),
      align: "end",
      from: "md",
      cell: ({ medianSeconds }) => format.duration(medianSeconds === null ? null : medianSeconds * 1000),
    },
    { key: "last", header: t("lastOpened"), from: "md", cell: (row) => format.date(row.lastOpenedAt) },
  ];
  return (
    <Section
      id="open-rate"
      title={t("title")}
      lead={t("lead")}
      info={
        <InfoPanel
          name={t("name")}
          description={t("description")}
          formula={t("formula")}
          numerator={t("numerator")}
          denominator={t("denominator")}
          note={t("note")}
        />
      }
      tools={
        rate.recipients > 0 ? (
          <ExportMenu
            name={t("name")}
            csvHref={paths.api.reportOpenRate(tenant.slug, "csv")}
            jsonHref={paths.api.reportOpenRate(tenant.slug, "json")}
          />
        ) : null
      }
    >
      {rate.recipients === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <>
          <SectionGrid columns="1/2">
            <HeadlineNumber
              label={t("name")}
              value={format.percent(rate.rate)}
              unit={t("overall", { recipients: format.integer(rate.recipients) })}
            />
            <LineOverTime
              name={t("months")}
              points={rate.months.map(({ month, rate: value, inProgress }) => ({ at: month, value, inProgress }))}
              formatValue={(value) => format.percent(value)}
              formatAt={(month) => format.month(`${month}-01`)}
              formatShort={(month) => format.month(`${month}-01`).slice(0, 3)}
              whole={false}
              height={160}
            />
          </SectionGrid>
          <DataTable
            caption={t("masters")}
            columns={columns}
            rows={rate.masters}
            rowKey={({ masterId }) => masterId ?? ""}
          />
        </>
      )}
    </Section>
  );
}
