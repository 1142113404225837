import "server-only";
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import type { Tenant } from "@/lib/db/directory";
import { DomainError } from "@/lib/errors";
import { liveLimits } from "@/lib/live/limits";
import { recallLiveKey } from "@/lib/live/live-keys";

/** Who a token says somebody is, and for which session. */
export interface TokenClaims {
  readonly tenant: Tenant;
  readonly userId: string;
  readonly sessionId: string;
  readonly country: string | null;
  readonly language: string | null;
  readonly device: string | null;
}

const claimsSchema = z.object({
  sub: z.string({ error: "must be the user's id, a string of 1 to 256 characters" }).min(1).max(256),
  sid: z.string({ error: "must be the session's id, a string of 1 to 200 characters" }).trim().min(1).max(200),
  iat: z.number({ error: "must be when the token was made, in seconds" }),
  exp: z.number({ error: "must be when the token ends, in seconds" }),
  country: z.string().max(60).nullish(),
  language: z.string().max(35).nullish(),
  device: z.string().max(40).nullish(),
});

/** A refusal that names the claim, because whoever writes the signing code reads it. */
const refusal = (field: string, reason: string) =>
  new DomainError("unauthenticated", `The participant token is refused: ${field} ${reason}.`, {
    [`token.${field}`]: reason,
  });

/**
 * Checks a participant's token. The key named in its header decides on the algorithm, whatever the header says about it. Throws
 * `unauthenticated` with the claim that is wrong.
 */
export async function readToken(token: string, now: Date): Promise<TokenClaims> {
  const key = await recallLiveKey(kidOfToken(token));
  if (!key) throw refusal("kid", "names no living key");
  const payload = await verified(token, key.algorithm, key.material, now);
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal(String(issue?.path[0] ?? "payload"), issue?.message ?? "cannot be read");
  }
  const { sub, sid, iat, exp, country, language, device } = parsed.data;
  const nowS = now.getTime() / 1000;
  if (exp <= nowS) throw refusal("exp", "is over");
  if (iat > nowS + liveLimits.toleranceS) throw refusal("iat", "lies in the future");
  if (exp - iat > liveLimits.tokenS) throw refusal("exp", "may be at most 24 hours after iat");
  return {
    tenant: key.tenant,
    userId: sub,
    sessionId: sid,
    country: country ?? null,
    language: language ?? null,
    device: device ?? null,
  };
}

function kidOfToken(token: string): string {
  let kid: unknown;
  try {
    kid = decodeProtectedHeader(token).kid;
  } catch {
    throw refusal("header", "cannot be read; send the token as a compact JWT");
  }
  if (typeof kid !== "string") throw refusal("kid", "is missing; put the key's id into the header");
  return kid;
}

async function verified(token: string, algorithm: string, material: CryptoKey, now: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, material, {
      algorithms: [algorithm],
      clockTolerance: liveLimits.toleranceS,
      currentDate: now,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEAlgNotAllowed)
      throw refusal("alg", `must be ${algorithm}, the algorithm of this key`);
    if (error instanceof errors.JWTExpired) throw refusal("exp", "is over");
    if (error instanceof errors.JWTClaimValidationFailed)
      throw refusal(error.claim, "is not valid yet, or not a number");
    throw refusal("signature", "does not fit");
  }
}
