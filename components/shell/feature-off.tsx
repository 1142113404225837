import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { DocumentTitle } from "@/components/ui/document-title";
import { Notice } from "@/components/ui/notice";
import type { Feature } from "@/lib/features";
import { paths } from "@/lib/paths";

/** Instead of a page whose feature is switched off for the organisation: what that means, and whom to ask. */
export function FeatureOffPage({ feature }: { feature: Feature }) {
  const t = useTranslations("features");
  const title = t("page.title", { name: useTranslations("ui.features.names")(feature) });
  const locale = useLocale();
  return (
    <div className="flex flex-col items-start gap-4">
      <DocumentTitle title={title} />
      <h1 className="font-serif text-title font-medium">{title}</h1>
      <p className="max-w-[34rem] text-ink-soft">{t("page.lead")}</p>
      <p className="max-w-[34rem] text-ink-soft">{t(feature)}</p>
      <p className="max-w-[34rem] text-ink-soft">{t("page.ask")}</p>
      <ButtonLink href={paths.home(locale)} className="mt-2">
        {t("page.home")}
      </ButtonLink>
    </div>
  );
}

/** The same inside of a page of which the feature is a part. */
export function FeatureOffNotice({ feature }: { feature: Feature }) {
  const t = useTranslations("features");
  return (
    <Notice title={t("page.title", { name: useTranslations("ui.features.names")(feature) })}>
      <p className="max-w-[44rem]">
        {t(feature)} {t("page.ask")}
      </p>
    </Notice>
  );
}
