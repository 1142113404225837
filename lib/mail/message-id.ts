import "server-only";
import { env } from "@/lib/env";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const pattern = new RegExp(`(${uuid})\\.(${uuid})@`, "i");

/** Which message of which tenant. */
export interface MessageAddress {
  readonly tenantId: string;
  readonly messageId: string;
}

/**
 * The Message-ID of a message. It follows from the message's own id, so whoever sends the same message twice (a worker that was killed
 * before it could note the success) sends it under one name, and what comes back names the message without a table of addresses.
 */
export function messageIdOf({ tenantId, messageId }: MessageAddress): string {
  return `<${messageId}.${tenantId}@${new URL(env().ATTUNE_URL).hostname}>`;
}

/** Reads it again, from a header or an envelope id. Null when it is none of ours. */
export function readMessageId(value: string | null | undefined): MessageAddress | null {
  const found = pattern.exec(value ?? "");
  return found?.[1] && found[2] ? { messageId: found[1].toLowerCase(), tenantId: found[2].toLowerCase() } : null;
}
