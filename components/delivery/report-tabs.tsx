import "server-only";
import { getTranslations } from "next-intl/server";
import { Tabs } from "@/components/ui/tabs";
import type { Permission } from "@/lib/identity/permissions";
import type { TenantPaths } from "@/lib/paths";

/** The views of what leaves the house: share links, messages, exports. Only those that the reader may open. */
export async function ReportTabs(props: {
  current: "links" | "outbox" | "exports";
  at: TenantPaths;
  can: (permission: Permission) => boolean;
  /** features of the organisation that are switched off */
  off: readonly string[];
}) {
  const t = await getTranslations("delivery.tabs");
  const { at, can, off } = props;
  const items = [
    { key: "links", permission: "masterSessions:read", href: at.reports() },
    { key: "outbox", permission: "reports:share", href: at.outbox() },
    { key: "exports", permission: "exports:run", href: at.exports() },
  ] as const;
  return (
    <div className="-mb-8">
      <Tabs
        label={t("label")}
        current={props.current}
        items={items
          .filter((item) => can(item.permission) && !(item.key === "exports" && off.includes("exports")))
          .map(({ key, href }) => ({ key, href, label: t(key) }))}
      />
    </div>
  );
}
