import { z } from "zod";
import { differences } from "@/lib/frameworks/overrides";
import type { TenantConfig } from "@/lib/frameworks/service";

/** `GET /api/frameworks/{frameworkId}/config` */
export const configParams = z.object({ frameworkId: z.string().max(63) });
export const configQuery = z.object({
  version: z.coerce.number().int().min(0).optional(),
  download: z.literal("1").optional(),
});

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]));

/** What the API answers: the merged values, which of them are the tenant's own, and the version they come from. */
export const frameworkConfigSchema = z.strictObject({
  frameworkId: z.string(),
  version: z.number().int(),
  config: z.strictObject({
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

export function toConfigAnswer({ framework, version, config }: TenantConfig): z.output<typeof frameworkConfigSchema> {
  return frameworkConfigSchema.parse({
    frameworkId: framework.id,
    version,
    config,
    overridden: differences(framework, config).map(({ section, field }) => `${section}.${field}`),
  });
}
