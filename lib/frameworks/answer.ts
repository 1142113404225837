import { z } from "zod";
import { differences } from "@/lib/frameworks/overrides";
import type { TenantConfig } from "@/lib/frameworks/service";

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));

/** What the API answers: the merged values, which of them are the tenant's own, and the version they come from. */
export const frameworkConfigSchema = z.object({
  frameworkId: z.string(),
  version: z.number().int(),
  config: z.object({
    voice: values,
    scoring: values,
    modes: values,
    landing: values,
    communications: values,
    results: values,
    providers: values,
    personas: values,
  }),
  overridden: z.array(z.string()),
});

export function toConfigAnswer({ framework, version, config }: TenantConfig) {
  return {
    frameworkId: framework.id,
    version,
    config,
    overridden: differences(framework, config).map(({ section, field }) => `${section}.${field}`),
  };
}
