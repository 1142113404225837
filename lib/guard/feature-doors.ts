import type { Feature } from "@/lib/features";
import type { Permission } from "@/lib/identity/permissions";

/**
 * The pages that are a feature as a whole, by their address below the tenant. The frame around a refusal and the navigation read it; a test
 * holds it against what the pages' doors state.
 */
export const featurePages: readonly {
  readonly feature: Feature;
  readonly path: string;
  readonly permission: Permission;
}[] = [
  { feature: "webhooks", path: "settings/webhooks", permission: "webhooks:manage" },
  { feature: "exports", path: "reports/exports", permission: "exports:run" },
];

/** The feature of a page's path (`/en/lumen/settings/webhooks?x=1`), with what its page asks for. */
export function featureOfPath(pathname: string): (typeof featurePages)[number] | null {
  const [, , , ...rest] = (pathname.split("?")[0] ?? "").split("/");
  const below = rest.join("/");
  return featurePages.find(({ path }) => below === path || below.startsWith(`${path}/`)) ?? null;
}
