import { getTranslations } from "next-intl/server";
import { PrivacyForm } from "@/components/brand/privacy-form";
import { ClientMessages } from "@/components/ui/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { page } from "@/lib/guard/page";

export default page({ permission: "privacy:manage" }, async ({ tenant }) => {
  const t = await getTranslations("brand.privacy");
  const { k, lowCountThreshold, roundUpCounts, retentionMonths } = tenant;
  return (
    <ClientMessages namespaces={["brand"]}>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Stack>
        <Section title={t("rules")}>
          <PrivacyForm tenant={tenant.slug} given={{ k, lowCountThreshold, roundUpCounts, retentionMonths }} />
        </Section>
      </Stack>
    </ClientMessages>
  );
});
