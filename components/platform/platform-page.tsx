import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { IgnoredNotice } from "@/components/shell/ignored-notice";
import { PlainPage } from "@/components/shell/plain-page";
import { ClientMessages } from "@/components/ui/client-messages";
import { Tabs } from "@/components/ui/tabs";
import { paths } from "@/lib/paths";

/** The frame of the platform's pages: where one is, and the way to the others. */
export async function PlatformPage({
  locale,
  current,
  aside,
  children,
}: {
  locale: string;
  current: "analytics" | "cohorts" | "tenants" | "users" | "system";
  aside: ReactNode;
  children: ReactNode;
}) {
  const t = await getTranslations("admin.nav");
  const items = [
    { key: "analytics", href: paths.admin.analytics(locale), label: t("analytics") },
    { key: "cohorts", href: paths.admin.cohorts(locale), label: t("cohorts") },
    { key: "tenants", href: paths.admin.tenants(locale), label: t("tenants") },
    { key: "users", href: paths.admin.users(locale), label: t("users") },
    { key: "system", href: paths.admin.system(locale), label: t("system") },
  ];
  return (
    <ClientMessages namespaces={["admin", "identity", "features"]}>
      <PlainPage wide="full" aside={aside}>
        <IgnoredNotice />
        <Tabs label={t("label")} current={current} items={items} />
        {children}
      </PlainPage>
    </ClientMessages>
  );
}
