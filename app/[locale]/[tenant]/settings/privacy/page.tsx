import { getTranslations } from "next-intl/server";
import { PrivacyForm } from "@/components/brand/privacy-form";
import { PersonFinder } from "@/components/privacy/person-finder";
import { RequestList } from "@/components/privacy/request-list";
import { ClientMessages } from "@/components/ui/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { page } from "@/lib/guard/page";
import { readRequests } from "@/lib/privacy/privacy-page";

export default page({ permission: "privacy:manage" }, async ({ locale, tenant, user, readAll }) => {
  const t = await getTranslations("brand.privacy");
  const tPrivacy = await getTranslations("privacy");
  const { k, lowCountThreshold, roundUpCounts, retentionMonths, timeZone } = tenant;
  const requests = await readAll((db) => readRequests(db, user.id));
  const where = { tenant: tenant.slug, locale, timeZone };
  return (
    <ClientMessages namespaces={["brand", "privacy"]}>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Stack>
        <Section title={tPrivacy("find.title")} lead={tPrivacy("find.lead")}>
          <PersonFinder {...where} />
        </Section>
        <Section title={tPrivacy("requests.title")} lead={tPrivacy("requests.lead")}>
          <RequestList {...where} rows={requests} />
        </Section>
        <Section title={t("rules")}>
          <PrivacyForm tenant={tenant.slug} given={{ k, lowCountThreshold, roundUpCounts, retentionMonths }} />
        </Section>
      </Stack>
    </ClientMessages>
  );
});
