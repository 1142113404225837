import "server-only";
import { z } from "zod";
import { definePlatformQuery } from "@/lib/db/platform";
import { sql } from "@/lib/db/sql";

/** Every tenant by name, to choose one. */
export const listTenantSlugs = definePlatformQuery({
  name: "platform.list-tenant-slugs",
  params: z.object({}),
  row: z.object({ slug: z.string(), name: z.string() }),
  sql: () => sql`select slug, name from tenants order by name, slug`,
});
