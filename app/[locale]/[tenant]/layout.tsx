import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SignOutButton } from "@/components/identity/sign-out-button";
import { NotificationBell } from "@/components/notifications/notification-bell";
import { AppShell } from "@/components/shell/app-shell";
import { PlainPage } from "@/components/shell/plain-page";
import { ClientMessages } from "@/components/ui/client-messages";
import { tenantShell } from "@/lib/guard/shell";
import { paths } from "@/lib/paths";
import { themeCookie, themeFrom } from "@/lib/theme";

interface Props {
  params: Promise<{ locale: string; tenant: string }>;
  children: ReactNode;
}

/** The shell around the pages of a tenant. It refuses nobody: whoever may not be here is turned away by the page's door. */
export default async function TenantLayout({ params, children }: Props) {
  const { locale, tenant: slug } = await params;
  const shell = await tenantShell(slug);
  if (!shell) return <PlainPage>{children}</PlainPage>;
  const { viewer, tenant, tenants, permissions } = shell;
  const t = await getTranslations("shell.account");
  const chosen = (await cookies()).get(themeCookie)?.value;
  return (
    <AppShell
      locale={locale}
      tenant={tenant}
      tenants={tenants}
      permissions={permissions}
      user={viewer.user}
      theme={chosen ? themeFrom(chosen) : viewer.user.theme}
      platformHref={viewer.user.platformAdmin ? paths.admin.tenants(locale) : null}
      bell={
        <ClientMessages namespaces={["notifications"]}>
          <NotificationBell tenant={tenant.slug} locale={locale} timeZone={tenant.timeZone} />
        </ClientMessages>
      }
      signOut={<SignOutButton href={paths.signIn(locale)} label={t("signOut")} failed={t("signOutFailed")} />}
    >
      {children}
    </AppShell>
  );
}
