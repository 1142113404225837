import type { Feature } from "@/lib/features";
import type { Permission } from "@/lib/identity/permissions";

/**
 * The pages that are a feature as a whole, by their address below the tenant, with what they ask of the reader. Beside each lies a
 * `forbidden.tsx` that says what off means; a test holds both against what the pages' doors state.
 */
export const featurePages: readonly {
  readonly feature: Feature;
  readonly path: string;
  readonly permission: Permission;
}[] = [
  { feature: "webhooks", path: "settings/webhooks", permission: "webhooks:manage" },
  { feature: "exports", path: "reports/exports", permission: "exports:run" },
];
