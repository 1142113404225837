import { getTranslations } from "next-intl/server";
import { SignOutButton } from "@/components/identity/sign-out-button";
import { NewTenant } from "@/components/platform/new-tenant";
import { PlatformPage } from "@/components/platform/platform-page";
import { TenantTable } from "@/components/platform/tenant-table";
import { PeriodControls } from "@/components/shell/period-controls";
import { PeriodInWords } from "@/components/shell/period-in-words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { periodSearch } from "@/lib/analytics/period-search";
import { periodOf } from "@/lib/analytics/range";
import { dayOf } from "@/lib/analytics/zone";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import { listPlatformTenants } from "@/lib/platform/queries/list-platform-tenants";
import { listTenantUsage } from "@/lib/platform/queries/list-tenant-usage";

export default page.platform({ search: periodSearch }, async ({ locale, search, user, now }) => {
  const t = await getTranslations("admin.tenants");
  const signOut = await getTranslations("identity.signOut");
  const period = periodOf(search, now, "UTC");
  const format = createFormat({ locale, timeZone: "UTC" });
  const [tenants, usage] = await Promise.all([
    listPlatformTenants.all({ from: period.firstDay, to: period.lastDay }),
    listTenantUsage.all({ now }),
  ]);
  return (
    <PlatformPage
      locale={locale}
      current="tenants"
      aside={<SignOutButton href={paths.signIn(locale)} label={signOut("label")} failed={signOut("failed")} />}
    >
      <PageHeader
        eyebrow={<TextLink href={paths.account(locale)}>{user.name || user.email}</TextLink>}
        title={t("title")}
        lead={t("lead")}
        period={<PeriodInWords period={period} comparison={null} />}
        zone={t("zones")}
        controls={<PeriodControls today={dayOf(now, "UTC")} comparable={false} />}
      />
      <Stack>
        <Section title={t("listTitle", { count: tenants.length })} lead={t("listLead")} tools={<NewTenant />}>
          <TenantTable
            tenants={tenants}
            usage={usage}
            format={format}
            empty={<EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>}
          />
        </Section>
      </Stack>
    </PlatformPage>
  );
});
