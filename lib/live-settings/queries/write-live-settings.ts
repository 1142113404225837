import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { liveSettingsRow } from "@/lib/live-settings/queries/read-live-settings";

/** Writes what was decided and leaves the rest (null) as it is. Answers with what holds from now on. */
export const writeLiveSettings = defineQuery({
  name: "live-settings.write",
  params: z.object({ anonymous: z.boolean().nullable(), allowedOrigins: z.array(z.string()).nullable() }),
  row: liveSettingsRow,
  sql: ({ anonymous, allowedOrigins }, tenant) => sql`
    insert into live_settings as s (tenant_id, anonymous, allowed_origins)
    values (${tenant}, coalesce(${anonymous}::boolean, true), coalesce(${allowedOrigins}::text[], '{}'))
    on conflict (tenant_id) do update set
      anonymous = coalesce(${anonymous}::boolean, s.anonymous),
      allowed_origins = coalesce(${allowedOrigins}::text[], s.allowed_origins)
    returning anonymous, allowed_origins as "allowedOrigins"`,
});
