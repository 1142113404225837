import "server-only";
import { createHmac } from "node:crypto";
import type { TenantId } from "@/lib/db/tenant";
import { secretFor } from "@/lib/env";
import { makeTenantToken } from "@/lib/privacy/tenant-token";

/**
 * The token of a share link, and its hash. It follows from the link's id and Attune's secret, so that a message which waits in
 * the queue, is sent again or reminds can name the address without the database holding it (docs/decisions/0254).
 */
export function linkToken(tenant: TenantId, linkId: string): { value: string; hash: Buffer } {
  return makeTenantToken(tenant, "", createHmac("sha256", secretFor("report-link")).update(linkId).digest());
}
