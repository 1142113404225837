import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";

/** Only members of the tenant see it: that their visit is not counted, and whether the figures have moved on since this was frozen. */
export async function StaffBanner({
  tenant,
  sessionId,
  outdated,
}: {
  tenant: { slug: string; name: string };
  sessionId: string;
  outdated: boolean;
}) {
  const [t, locale] = await Promise.all([getTranslations("sharing.staff"), getLocale()]);
  return (
    <aside lang={locale} className="mx-auto max-w-[47rem] px-4 pt-4" data-screen-only aria-label={t("label")}>
      <Notice
        tone={outdated ? "warn" : "info"}
        title={outdated ? t("outdated") : null}
        action={<TextLink href={paths.tenant(locale, tenant.slug).sessionReport(sessionId)}>{t("open")}</TextLink>}
      >
        {t("text", { tenant: tenant.name })}
      </Notice>
    </aside>
  );
}
