"use client";

// For its id, as in account-menu.tsx.
import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, MenuLink } from "@/components/ui/menu";

export interface TenantChoice {
  slug: string;
  name: string;
  href: string;
}

/** The name of the tenant; a menu when the person belongs to several. */
export function TenantSwitcher({ current, tenants }: { current: TenantChoice; tenants: readonly TenantChoice[] }) {
  const t = useTranslations("shell");
  const name = (
    <span className="line-clamp-2 font-serif text-lead leading-6 font-medium [overflow-wrap:anywhere]">
      {current.name}
    </span>
  );
  if (tenants.length < 2) return <p className="flex min-h-10 items-center px-3">{name}</p>;
  return (
    <Menu
      align="start"
      heading={t("tenants")}
      label={t("switchTenant", { name: current.name })}
      triggerClass="flex min-h-10 w-full min-w-0 items-center justify-between gap-2 rounded-md px-3 text-left transition-colors hover:bg-sunk"
      trigger={
        <>
          {name}
          <ChevronsUpDown size={15} aria-hidden="true" className="shrink-0 text-ink-quiet" />
        </>
      }
    >
      {tenants.map((tenant) => (
        <MenuLink key={tenant.slug} href={tenant.href} current={tenant.slug === current.slug}>
          {tenant.name}
        </MenuLink>
      ))}
    </Menu>
  );
}
