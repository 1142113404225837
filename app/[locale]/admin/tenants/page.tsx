import { getTranslations } from "next-intl/server";
import { SignOutButton } from "@/components/identity/sign-out-button";
import { TenantTable } from "@/components/identity/tenant-table";
import { PeriodControls } from "@/components/shell/period-controls";
import { PeriodInWords } from "@/components/shell/period-in-words";
import { PlainPage } from "@/components/shell/plain-page";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { periodSearch } from "@/lib/analytics/period-search";
import { periodOf } from "@/lib/analytics/range";
import { dayOf } from "@/lib/analytics/zone";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { listPlatformTenants } from "@/lib/identity/queries/list-platform-tenants";
import { paths } from "@/lib/paths";

export default page.platform({ search: periodSearch }, async ({ locale, search, user, now }) => {
  const t = await getTranslations("admin.tenants");
  const signOut = await getTranslations("identity.signOut");
  const period = periodOf(search, now, "UTC");
  const format = createFormat({ locale, timeZone: "UTC" });
  const tenants = await listPlatformTenants.all({ from: period.firstDay, to: period.lastDay });
  return (
    <PlainPage
      wide
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
        <Section title={t("listTitle", { count: tenants.length })} lead={t("listLead")}>
          <TenantTable
            tenants={tenants}
            format={format}
            empty={<EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>}
          />
        </Section>
      </Stack>
    </PlainPage>
  );
});
