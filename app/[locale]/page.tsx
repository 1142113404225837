import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignOutButton } from "@/components/identity/sign-out-button";
import { PlainPage } from "@/components/shell/plain-page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { page } from "@/lib/guard/page";
import { localeCookie } from "@/lib/http/preference-cookies";
import { firstTenantOf } from "@/lib/identity/first-tenant";
import { paths } from "@/lib/paths";

/** Where one lands: the first tenant by name, the platform's pages, or a word about what is missing. */
export default page.user({}, async ({ locale: asked, user }) => {
  // A device on which nobody has chosen a language yet speaks the one that the person has chosen elsewhere.
  const locale = (await cookies()).has(localeCookie) ? asked : (user.locale ?? asked);
  const tenant = await firstTenantOf(user.id);
  if (tenant) redirect(paths.tenant(locale, tenant.slug).overview());
  if (user.platformAdmin) redirect(paths.admin.tenants(locale));
  const t = await getTranslations("identity");
  return (
    <PlainPage>
      <PageHeader title={t("nowhere.title")} lead={t("nowhere.lead", { email: user.email })} />
      <div className="-mt-4 flex flex-wrap items-center gap-4">
        <SignOutButton href={paths.signIn(locale)} label={t("signOut.label")} failed={t("signOut.failed")} />
        <TextLink href={paths.account(locale)}>{t("account.title")}</TextLink>
      </div>
    </PlainPage>
  );
});
