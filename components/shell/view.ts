import type { Tenant } from "@/lib/db/directory";
import { createFormat, type Format } from "@/lib/format";
import { paths, type TenantPaths } from "@/lib/paths";

/** What every part of these pages needs to know: whose, in which words, when, and where things lead. */
export interface View {
  readonly locale: string;
  readonly tenant: Tenant;
  readonly now: Date;
  readonly format: Format;
  readonly at: TenantPaths;
}

export function viewOf({ locale, tenant, now }: Pick<View, "locale" | "tenant" | "now">): View {
  return {
    locale,
    tenant,
    now,
    format: createFormat({ locale, timeZone: tenant.timeZone }),
    at: paths.tenant(locale, tenant.slug),
  };
}
