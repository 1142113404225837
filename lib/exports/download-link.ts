import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { secretFor } from "@/lib/env";
import { linkMinutes } from "@/lib/exports/schema";

export interface LinkOf {
  readonly tenantId: string;
  readonly exportId: string;
  readonly userId: string;
}

/** The two parts of a link that let one person fetch one file for five minutes. */
export function signLink(of: LinkOf, now: Date): { expires: string; signature: string } {
  const expires = String(now.getTime() + linkMinutes * 60_000);
  return { expires, signature: signature(of, expires) };
}

/** Whether a link was made for this person and file, and still works. */
export function isLiving(of: LinkOf, link: { expires: string; signature: string }, now: Date): boolean {
  if (!/^\d{13}$/.test(link.expires) || Number(link.expires) <= now.getTime()) return false;
  const expected = Buffer.from(signature(of, link.expires));
  const given = Buffer.from(link.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const signature = ({ tenantId, exportId, userId }: LinkOf, expires: string) =>
  createHmac("sha256", secretFor("export-link"))
    .update([tenantId, exportId, userId, expires].join("."))
    .digest("base64url");
