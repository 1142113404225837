import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AccountMenu } from "@/components/shell/account-menu";
import { accentVariables } from "@/components/shell/brand-accent";
import { IgnoredNotice } from "@/components/shell/ignored-notice";
import { MobileNavigation } from "@/components/shell/mobile-navigation";
import { NavLinks } from "@/components/shell/nav-links";
import { navigationFor } from "@/components/shell/navigation";
import { ShellKeys } from "@/components/shell/shell-keys";
import { ShellTools } from "@/components/shell/shell-tools";
import { SkipLink } from "@/components/shell/skip-link";
import { TenantSwitcher } from "@/components/shell/tenant-switcher";
import type { Permission } from "@/lib/identity/permissions";
import { paths } from "@/lib/paths";
import type { Theme } from "@/lib/theme";

/**
 * Everything around a tenant's page. It shows what `permissions` allow and decides nothing: a page that is reached
 * without its link is still answered by its own door.
 */
export function AppShell({
  locale,
  tenant,
  tenants,
  permissions,
  user,
  theme,
  platformHref = null,
  signOut,
  bell,
  children,
}: {
  locale: string;
  tenant: {
    slug: string;
    name: string;
    brandColor: string | null;
    timeZone: string;
    featuresOff?: readonly string[];
  };
  /** all tenants of the person, for the switcher */
  tenants: ReadonlyArray<{ slug: string; name: string }>;
  permissions: readonly Permission[];
  user: { name: string; email: string };
  theme: Theme;
  /** the platform's own pages, for those who may see them */
  platformHref?: string | null;
  signOut?: ReactNode;
  /** the notices, made by whoever owns them; it stands in both headers and must not count on being there once */
  bell?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  const groups = navigationFor(paths.tenant(locale, tenant.slug), permissions, tenant.featuresOff);
  const choices = tenants.map(({ slug, name }) => ({ slug, name, href: paths.tenant(locale, slug).overview() }));
  const current = { slug: tenant.slug, name: tenant.name, href: paths.tenant(locale, tenant.slug).overview() };
  const entries = [
    ...groups.flatMap((group) =>
      group.items.map((item) => ({
        group: "pages" as const,
        label: t(`navigation.items.${item.key}`),
        href: item.href,
      })),
    ),
    { group: "pages" as const, label: t("account.open"), href: paths.account(locale) },
    ...(platformHref ? [{ group: "pages" as const, label: t("account.platform"), href: platformHref }] : []),
    ...choices
      .filter(({ slug }) => slug !== tenant.slug)
      .map(({ name, href }) => ({ group: "tenants" as const, label: name, href })),
  ];
  const recent = permissions.includes("masterSessions:read")
    ? { locale, slug: tenant.slug, timeZone: tenant.timeZone }
    : null;
  const account = (
    <AccountMenu
      name={user.name}
      email={user.email}
      theme={theme}
      accountHref={paths.account(locale)}
      platformHref={platformHref}
      signOut={signOut}
    />
  );
  return (
    <div style={accentVariables(tenant.brandColor)} className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <SkipLink />
      <header
        data-screen-only
        className="sticky top-0 z-20 flex min-h-14 items-center justify-between gap-4 border-b border-hairline bg-paper px-2 lg:hidden"
      >
        <div className="min-w-0">
          <TenantSwitcher current={current} tenants={choices} />
        </div>
        <div className="flex items-center">
          {bell}
          <MobileNavigation groups={groups} title={tenant.name}>
            {account}
          </MobileNavigation>
        </div>
      </header>
      <aside
        data-screen-only
        className="sticky top-0 flex h-dvh flex-col gap-6 overflow-y-auto border-r border-hairline px-3 py-5 max-lg:hidden"
      >
        <div className="flex items-center justify-between gap-2">
          <div className="min-w-0">
            <TenantSwitcher current={current} tenants={choices} />
          </div>
          {bell}
        </div>
        <ShellTools />
        <nav aria-label={t("navigation.label")} className="flex-1">
          <NavLinks groups={groups} />
        </nav>
        {account}
      </aside>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[100rem] min-w-0 px-5 pt-8 pb-24 outline-none [--sticky-top:3.5rem] sm:px-8 lg:pt-12 min-[86rem]:px-12 lg:[--sticky-top:0px]"
      >
        <IgnoredNotice />
        {children}
      </main>
      <ShellKeys entries={entries} recent={recent} />
    </div>
  );
}
