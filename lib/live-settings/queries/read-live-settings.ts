import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

export const liveSettingsRow = z.object({ anonymous: z.boolean(), allowedOrigins: z.array(z.string()) });

/** How the tenant's live pages may be used; no row as long as nobody has decided. */
export const readLiveSettings = defineQuery({
  name: "live-settings.read",
  params: z.object({}),
  row: liveSettingsRow,
  sql: (_, tenant) => sql`
    select anonymous, allowed_origins as "allowedOrigins" from live_settings where tenant_id = ${tenant}`,
});
