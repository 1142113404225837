import { getTranslations } from "next-intl/server";
import { LiveSettingsEmbed } from "@/components/settings/live-settings-embed";
import { LiveSettingsOrigins } from "@/components/settings/live-settings-origins";
import { LiveSettingsVisitors } from "@/components/settings/live-settings-visitors";
import { FeatureOffNotice } from "@/components/shell/feature-off";
import { ClientMessages } from "@/components/ui/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { env } from "@/lib/env";
import { hasFeature } from "@/lib/features";
import { page } from "@/lib/guard/page";
import { readLiveSettings } from "@/lib/live-settings/queries/read-live-settings";

export default page({ permission: "brand:manage" }, async ({ tenant, locale, read }) => {
  const t = await getTranslations("live-settings");
  const [settings] = await read(readLiveSettings, {});
  const { anonymous, allowedOrigins } = settings ?? { anonymous: true, allowedOrigins: [] };
  return (
    <ClientMessages namespaces={["live-settings"]}>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Stack>
        <Section title={t("visitors.title")} lead={t("visitors.lead")}>
          <LiveSettingsVisitors tenant={tenant.slug} allowed={anonymous} />
        </Section>
        {hasFeature(tenant, "live-embed") ? (
          <>
            <Section title={t("origins.title")} lead={t("origins.lead")}>
              <LiveSettingsOrigins tenant={tenant.slug} origins={allowedOrigins} />
            </Section>
            <Section title={t("embed.title")} lead={t("embed.lead")}>
              <LiveSettingsEmbed
                origin={new URL(env().ATTUNE_URL).origin}
                tenant={tenant.slug}
                locale={locale}
                title={tenant.name}
                listed={allowedOrigins.length > 0}
              />
            </Section>
          </>
        ) : (
          <FeatureOffNotice feature="live-embed" />
        )}
      </Stack>
    </ClientMessages>
  );
});
