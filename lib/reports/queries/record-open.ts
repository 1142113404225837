import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";

/** Notes a visit, or a download and the visit it began from. No address and no user agent are kept. */
export const recordOpen = defineQuery({
  name: "reports.record-open",
  params: z.object({
    id: z.uuid(),
    linkId: z.uuid(),
    kind: z.enum(["pending", "human", "machine", "team"]),
    format: z.enum(["html", "pdf"]),
    visitId: z.uuid().optional(),
    now: z.date(),
  }),
  row: z.object({ id: z.string() }),
  sql: ({ id, linkId, kind, format, visitId, now }, tenant) => sql`
    insert into report_opens (tenant_id, id, link_id, kind, format, visit_id, opened_at, confirmed_at)
    values (${tenant}, ${id}, ${linkId}, ${kind}, ${format}, ${visitId ?? null}::uuid, ${now}, ${kind === "human" ? now : null})
    returning id`,
});
