import "server-only";
import type { TenantId } from "@/lib/db/tenant";
import { openSecret, sealSecret } from "@/lib/privacy/sealed-secret";
import { type SealedSubject, subjectSchema } from "@/lib/privacy/subject";

/** Seals whom a request is about, for as long as it has to be known. */
export const sealSubject = (tenant: TenantId, requestId: string, subject: SealedSubject) =>
  sealSecret("privacy-subjects", tenant, requestId, Buffer.from(JSON.stringify(subject)));

/** Opens what `sealSubject` made. Throws when it was changed or moved. */
export const openSubject = (tenant: TenantId, requestId: string, sealed: Uint8Array): SealedSubject =>
  subjectSchema.parse(JSON.parse(openSecret("privacy-subjects", tenant, requestId, sealed).toString()));
