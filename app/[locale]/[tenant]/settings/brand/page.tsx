import { getTranslations } from "next-intl/server";
import { BrandForm } from "@/components/brand/brand-form";
import { LogoForm } from "@/components/brand/logo-form";
import { RegionForm } from "@/components/brand/region-form";
import { ClientMessages } from "@/components/ui/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { currencyOptions, languageOptions, zoneOptions } from "@/lib/brand/options";
import { emptyBrand, readBrand } from "@/lib/brand/queries/read-brand";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";

export default page({ permission: "brand:manage" }, async ({ tenant, locale, readAll }) => {
  const t = await getTranslations("brand");
  const {
    logoId,
    logoWidth: _width,
    logoHeight: _height,
    ...own
  } = (await readAll((db) => readBrand.first(db, {}))) ?? emptyBrand;
  const logo = logoId ? paths.api.logo(tenant.slug, logoId) : null;
  const { name, brandColor, timeZone, currency, auLabel, auUnit } = tenant;
  return (
    <ClientMessages namespaces={["brand"]}>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Stack>
        <Section title={t("appearance")}>
          <BrandForm tenant={tenant.slug} given={{ name, brandColor, ...own }} logo={logo} />
        </Section>
        <Section title={t("logo.title")} lead={t("logo.lead")}>
          <LogoForm tenant={tenant.slug} logo={logo} name={name} />
        </Section>
        <Section title={t("region.title")} lead={t("region.lead")}>
          <RegionForm
            tenant={tenant.slug}
            given={{ locale: tenant.locale, timeZone, currency, auLabel, auUnit }}
            languages={languageOptions()}
            zones={zoneOptions(timeZone)}
            currencies={currencyOptions(locale)}
          />
        </Section>
      </Stack>
    </ClientMessages>
  );
});
