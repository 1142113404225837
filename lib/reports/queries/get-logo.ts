import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zBytes, zInt } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

/** The tenant's logo as it is now, a PNG. No row without one. */
export const getLogo = defineQuery({
  name: "reports.get-logo",
  params: z.object({}),
  row: z.object({ image: zBytes, width: zInt, height: zInt }),
  sql: (_, tenant) => sql`
    select l.image, l.width, l.height
    from tenant_brands b join tenant_logos l on l.tenant_id = b.tenant_id and l.id = b.logo_id
    where b.tenant_id = ${tenant}`,
});
