import "server-only";
import type { TenantId } from "@/lib/db/tenant";
import { conflict } from "@/lib/errors";
import { openSecret, sealSecret } from "@/lib/privacy/sealed-secret";
import { type SealedSubject, subjectSchema } from "@/lib/privacy/subject";

/** How long a found person may be acted upon before somebody has to look for her again. */
const refMinutes = 30;

/*
 * Who was found travels sealed: neither an address nor a log of the browser says whom somebody looked for, and what is acted upon is exactly
 * who was shown, by the one person whom it was shown to.
 */

/** Seals a found person for one member. */
export function makeRef(tenant: TenantId, userId: string, subject: SealedSubject, now: Date): string {
  const text = JSON.stringify({ ...subject, until: now.getTime() + refMinutes * 60_000 });
  return Buffer.from(sealSecret("privacy-subjects", tenant, userId, Buffer.from(text))).toString("base64url");
}

/** Opens it again. Throws conflict when it is another's, too old, or none. */
export function openRef(tenant: TenantId, userId: string, ref: string, now: Date): SealedSubject {
  try {
    const opened = openSecret("privacy-subjects", tenant, userId, Buffer.from(ref, "base64url")).toString();
    const { until, ...subject } = JSON.parse(opened) as { until: number };
    if (until > now.getTime()) return subjectSchema.parse(subject);
  } catch {
    // Whatever is wrong with it, the answer is the same: look for her again.
  }
  throw conflict("look-again");
}
