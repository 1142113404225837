import "server-only";
import { z } from "zod";
import { type Feature, features, hasFeature } from "@/lib/features";
import type { PlatformActionContext } from "@/lib/guard/action";
import { target, tenantOf, updateTenant } from "@/lib/platform/tenants";

/** Every feature that shall be off; the others are on. */
export const featuresOffSchema = z.array(z.enum(features)).max(features.length);

/** What was switched which way; a way that nothing went is not there. */
export type Switched = { [Way in "off" | "on"]?: Feature[] };

/**
 * Switches an organisation's features; it holds from everybody's next request on. Returns what has changed, which its own audit log says
 * too, or null when nothing did. Throws not-found for an unknown slug.
 */
export async function setFeatures(
  change: PlatformActionContext,
  { slug, featuresOff }: { slug: string; featuresOff: readonly Feature[] },
): Promise<Switched | null> {
  const tenant = await tenantOf(slug);
  const changed = features.filter((feature) => hasFeature(tenant, feature) === featuresOff.includes(feature));
  if (changed.length === 0) return null;
  const off = changed.filter((feature) => featuresOff.includes(feature));
  const on = changed.filter((feature) => !featuresOff.includes(feature));
  const switched: Switched = { ...(off.length > 0 && { off }), ...(on.length > 0 && { on }) };
  await updateTenant(
    change,
    tenant,
    // In the order of the catalogue, each once, whatever order they were sent in.
    { featuresOff: features.filter((one) => featuresOff.includes(one)), featuresChangedAt: change.now },
    { action: "tenant.features-changed", target: target(tenant), detail: { ...switched } },
  );
  return switched;
}
