import { forbidden, redirect } from "next/navigation";
import { page } from "@/lib/guard/page";
import type { Permission } from "@/lib/identity/permissions";
import { paths } from "@/lib/paths";

const pages = [
  ["members:manage", "members"],
  ["keys:manage", "keys"],
  ["brand:manage", "brand"],
  ["webhooks:manage", "webhooks"],
  ["privacy:manage", "privacy"],
  ["audit:read", "audit"],
] as const satisfies readonly (readonly [Permission, string])[];

/** Settings without saying which: the first that the reader may open. */
export default page({ permission: "overview:read" }, ({ can, locale, tenant }) => {
  const first = pages.find(([permission]) => can(permission));
  if (!first) forbidden();
  redirect(paths.tenant(locale, tenant.slug).settings[first[1]]());
});
