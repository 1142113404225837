import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env, secretFor } from "@/lib/env";

/** Hours an unlocked report stays open in one browser. */
export const unlockHours = 12;

/** The cookie of one link: its path is the link's own, so that it is sent nowhere else. */
export function unlockCookieName(linkId: string): string {
  const prefix = env().ATTUNE_URL.startsWith("https:") ? "__Secure-" : "";
  return `${prefix}attune.report.${linkId}`;
}

/** Proof that the password was given: bound to the link and to the version of its password, so that a change ends it. */
export function sealUnlock(link: { id: string; passwordVersion: number }, now: Date): string {
  const expires = String(now.getTime() + unlockHours * 3_600_000);
  return `${expires}.${signature(link, expires)}`;
}

/** Whether a cookie value is a living proof for this link and this version of its password. */
export function isUnlocked(
  link: { id: string; passwordVersion: number },
  value: string | undefined,
  now: Date,
): boolean {
  const [expires = "", given = ""] = (value ?? "").split(".", 2);
  if (!/^\d{13}$/.test(expires) || Number(expires) <= now.getTime()) return false;
  const expected = signature(link, expires);
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

const signature = (link: { id: string; passwordVersion: number }, expires: string) =>
  createHmac("sha256", secretFor("report-unlock"))
    .update(`${link.id}.${link.passwordVersion}.${expires}`)
    .digest("base64url");
