import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { TenantId } from "@/lib/db/tenant";
import { linkToken } from "@/lib/reports/link-token";
import type { MailMessage } from "@/lib/reports/mail/queries/message-columns";

/** The token of a link, worked out anew. Null for a link whose token was made in another way: nobody can name its address any more. */
export function tokenOfLink(tenantId: TenantId, link: { id: string; tokenHash: Uint8Array }): string | null {
  const { value, hash } = linkToken(tenantId, link.id);
  return hash.length === link.tokenHash.length && timingSafeEqual(hash, link.tokenHash) ? value : null;
}

/** Why a message's link cannot be sent at this moment, or its token. */
export function openLink(
  tenantId: TenantId,
  message: Pick<MailMessage, "linkId" | "linkTokenHash" | "linkRevokedAt" | "linkExpiresAt">,
  now: Date,
): { token: string } | { failure: "link-revoked" | "link-expired" | "link-unknown" } {
  if (message.linkRevokedAt) return { failure: "link-revoked" };
  if (message.linkExpiresAt <= now) return { failure: "link-expired" };
  const token = tokenOfLink(tenantId, { id: message.linkId, tokenHash: message.linkTokenHash });
  return token ? { token } : { failure: "link-unknown" };
}
