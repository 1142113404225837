import { type Feature, hasFeature } from "@/lib/features";
import type { Permission } from "@/lib/identity/permissions";
import type { TenantPaths } from "@/lib/paths";

export type NavigationKey =
  | "overview"
  | "quiz"
  | "masters"
  | "reports"
  | "telemetry"
  | "members"
  | "live"
  | "keys"
  | "brand"
  | "themes"
  | "frameworks"
  | "webhooks"
  | "privacy"
  | "audit";

export interface NavigationItem {
  key: NavigationKey;
  href: string;
  /** switched off for the organisation: its page says what that means */
  off: boolean;
}

interface Entry {
  key: NavigationKey;
  permission: Permission;
  feature?: Feature;
  href: (tenant: TenantPaths) => string;
}

/** The pages of a tenant in the order of the navigation. An entry appears here together with its page, never before. */
const groups: ReadonlyArray<{ key: "views" | "settings"; entries: readonly Entry[] }> = [
  {
    key: "views",
    entries: [
      { key: "overview", permission: "overview:read", href: (tenant) => tenant.overview() },
      { key: "quiz", permission: "quizzes:read", href: (tenant) => tenant.quizSessions() },
      { key: "masters", permission: "masterSessions:read", href: (tenant) => tenant.masters() },
      { key: "reports", permission: "masterSessions:read", href: (tenant) => tenant.reports() },
      { key: "telemetry", permission: "masterSessions:read", href: (tenant) => tenant.telemetry() },
    ],
  },
  {
    key: "settings",
    entries: [
      { key: "members", permission: "members:manage", href: (tenant) => tenant.settings.members() },
      { key: "live", permission: "brand:manage", href: (tenant) => tenant.settings.live() },
      { key: "keys", permission: "keys:manage", href: (tenant) => tenant.settings.keys() },
      { key: "brand", permission: "brand:manage", href: (tenant) => tenant.settings.brand() },
      { key: "themes", permission: "brand:manage", href: (tenant) => tenant.settings.themes() },
      { key: "frameworks", permission: "brand:manage", href: (tenant) => tenant.settings.frameworks() },
      {
        key: "webhooks",
        permission: "webhooks:manage",
        feature: "webhooks",
        href: (tenant) => tenant.settings.webhooks(),
      },
      { key: "privacy", permission: "privacy:manage", href: (tenant) => tenant.settings.privacy() },
      { key: "audit", permission: "audit:read", href: (tenant) => tenant.settings.audit() },
    ],
  },
];

export interface NavigationGroup {
  key: "views" | "settings";
  items: NavigationItem[];
}

/** What a person may go to. A group without an entry for her is not there at all. */
export function navigationFor(
  tenant: TenantPaths,
  permissions: readonly Permission[],
  featuresOff: readonly string[] = [],
): NavigationGroup[] {
  return groups
    .map(({ key, entries }) => ({
      key,
      items: entries
        .filter((entry) => permissions.includes(entry.permission))
        .map(({ key, href, feature }) => ({
          key,
          href: href(tenant),
          off: feature !== undefined && !hasFeature({ featuresOff }, feature),
        })),
    }))
    .filter((group) => group.items.length > 0);
}

/** The entry that a path belongs to: the longest address that the path starts with, segment by segment. */
export function activeItem(items: readonly NavigationItem[], pathname: string): NavigationKey | null {
  const matching = items.filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`));
  return matching.sort((a, b) => b.href.length - a.href.length)[0]?.key ?? null;
}
