import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { TenantControls } from "@/components/platform/tenant-controls";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Format } from "@/lib/format";
import type { PlatformTenant } from "@/lib/platform/queries/list-platform-tenants";
import type { TenantUsage } from "@/lib/platform/queries/list-tenant-usage";

/** Every tenant with its sums. No person is in it, and no sum that few people stand behind. */
export async function TenantTable(props: {
  tenants: readonly PlatformTenant[];
  usage: readonly TenantUsage[];
  format: Format;
  empty: ReactNode;
}) {
  const { tenants, format, empty } = props;
  const usage = new Map(props.usage.map((one) => [one.slug, one]));
  const t = await getTranslations("admin.tenants");
  const featureName = await getTranslations("ui.features.names");
  const off = (slug: string) => {
    const used = usage.get(slug);
    const names = (used?.featuresOff ?? []).map((name) => (featureName.has(name) ? featureName(name) : name));
    return [...names, ...(used?.inResearch === false ? [t("researchName")] : [])].join(", ");
  };
  const sum = (value: number | null) =>
    value === null ? <span className="text-label text-ink-quiet">{t("few")}</span> : format.integer(value);
  const columns: Column<PlatformTenant>[] = [
    {
      key: "name",
      header: t("name"),
      cell: (tenant) => (
        <span className="flex flex-col">
          <span className="[overflow-wrap:anywhere]">{tenant.name}</span>
          <span className="text-label font-normal text-ink-quiet">
            {tenant.slug} · {tenant.timeZone.replaceAll("_", " ")}
          </span>
          {usage.get(tenant.slug)?.suspendedAt ? <Badge tone="warn">{t("suspended")}</Badge> : null}
          {off(tenant.slug) ? (
            <span className="text-label font-normal text-ink-quiet">
              {t("featuresOff", { names: off(tenant.slug) })}
            </span>
          ) : null}
        </span>
      ),
    },
    { key: "since", header: t("since"), from: "md", nowrap: true, cell: (tenant) => format.day(tenant.since) },
    { key: "last", header: t("last"), from: "md", nowrap: true, cell: (tenant) => format.day(tenant.lastSessionOn) },
    { key: "sessions", header: t("sessions"), align: "end", cell: (tenant) => format.integer(tenant.sessions) },
    { key: "people", header: t("people"), align: "end", cell: (tenant) => sum(tenant.people) },
    { key: "reactions", header: t("reactions"), align: "end", from: "sm", cell: (tenant) => sum(tenant.reactions) },
    { key: "replays", header: t("replays"), align: "end", from: "sm", cell: (tenant) => sum(tenant.replays) },
    {
      key: "month",
      header: t("month"),
      align: "end",
      from: "md",
      cell: (tenant) => {
        const used = usage.get(tenant.slug);
        return (
          <span className="flex flex-col">
            {format.integer(used?.eventsThisMonth ?? 0)}
            <span className="text-label text-ink-quiet">
              {used?.monthlyEventLimit ? t("limit", { limit: format.integer(used.monthlyEventLimit) }) : t("noLimit")}
            </span>
          </span>
        );
      },
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={tenants}
      rowKey={(tenant) => tenant.slug}
      rowActions={(tenant) => {
        const used = usage.get(tenant.slug);
        return used ? <TenantControls {...used} name={tenant.name} suspended={used.suspendedAt !== null} /> : null;
      }}
      empty={empty}
    />
  );
}
