import "server-only";
import { DomainError, type ErrorCode } from "@/lib/errors";
import { translatorFor } from "@/lib/messages";

/** Every way in which identity says no. The sentences stand under `identity.refusals` in each language. */
export type Refusal =
  | "accountTaken"
  | "alreadyMember"
  | "emailInvalid"
  | "invitationClosed"
  | "invitationForOther"
  | "invitationNeedsSignIn"
  | "lastAdmin"
  | "lastPlatformAdmin"
  | "memberLimit"
  | "nameMissing"
  | "nameTooLong"
  | "passwordContext"
  | "passwordCommon"
  | "passwordLong"
  | "passwordShort"
  | "passwordWrong"
  | "passwordAbsent"
  | "scopeMissing"
  | "noSuchAccount"
  | "ownAccount"
  | "requestOpen"
  | "secondAdminNeeded"
  | "slugInvalid"
  | "slugReserved"
  | "slugTaken"
  | "tooManyAttempts"
  | "tooManyInvitations"
  | "zoneInvalid";

/**
 * A refusal: an English sentence for logs and commands, and its name as the field's value, by which a page says it in the
 * reader's own language. Use "" as field for what concerns the whole form.
 */
export function refuse(code: ErrorCode, reason: Refusal, field = "", retryAfterS?: number): DomainError {
  return new DomainError(code, translatorFor("en", "identity")(`refusals.${reason}`), { [field]: reason }, retryAfterS);
}
