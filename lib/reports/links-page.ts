import "server-only";
import { z } from "zod";
import type { TenantSql } from "@/lib/db/tenant";
import { listLinks, type ReportLinkRow } from "@/lib/reports/queries/list-links";

const pageSize = 50;

/** Where the page before ended: `<milliseconds>_<link id>`. */
export const linkCursorSchema = z
  .string()
  .regex(/^\d{13}_[0-9a-f-]{36}$/, { message: "is not a cursor of this list; leave it out to begin again" })
  .transform((text) => {
    const [at = "", linkId = ""] = text.split("_");
    return { createdAt: new Date(Number(at)), linkId };
  });

/** One page of the tenant's share links, newest first, and the cursor of the next one (null on the last). */
export async function listLinksPage(
  db: TenantSql,
  before: z.output<typeof linkCursorSchema> | undefined,
): Promise<{ rows: ReportLinkRow[]; nextCursor: string | null }> {
  const found = await listLinks.all(db, { before, limit: pageSize + 1 });
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  // created_at is written with milliseconds, so the cursor loses nothing.
  return { rows, nextCursor: found.length > pageSize && last ? `${last.createdAt.getTime()}_${last.linkId}` : null };
}
