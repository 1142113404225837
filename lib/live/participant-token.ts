import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { compactVerify, decodeProtectedHeader, type ProtectedHeaderParameters } from "jose";
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
  nbf: z.number({ error: "must be a time in seconds" }).optional(),
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
  const header = headerOf(token);
  const key = await recallLiveKey(header.kid);
  if (!key) throw refusal("kid", "names no living key");
  if (header.alg !== key.algorithm) throw refusal("alg", `must be ${key.algorithm}, the algorithm of this key`);
  if (header.crit !== undefined) throw refusal("crit", "names an extension that is not understood");
  if (!(await isSigned(token, key.material))) throw refusal("signature", "does not fit");
  const payload = payloadOf(token);
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal(String(issue?.path[0] ?? "payload"), issue?.message ?? "cannot be read");
  }
  const { sub, sid, iat, exp, nbf, country, language, device } = parsed.data;
  const nowS = now.getTime() / 1000;
  if (exp <= nowS) throw refusal("exp", "is over");
  if (iat > nowS + liveLimits.toleranceS) throw refusal("iat", "lies in the future");
  if (nbf !== undefined && nbf > nowS + liveLimits.toleranceS) throw refusal("nbf", "is not reached yet");
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

function headerOf(token: string): ProtectedHeaderParameters & { kid: string } {
  let header: ProtectedHeaderParameters;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    throw refusal("header", "cannot be read; send the token as a compact JWT");
  }
  const { kid } = header;
  if (typeof kid !== "string") throw refusal("kid", "is missing; put the key's id into the header");
  return { ...header, kid };
}

/**
 * Whether the key made the signature. A secret's is compared here, in constant time: a job of Web Crypto for every token of a crowd that
 * joins at once costs twenty times as much as the digest itself.
 */
async function isSigned(token: string, material: Buffer | CryptoKey): Promise<boolean> {
  if (!Buffer.isBuffer(material)) {
    return compactVerify(token, material, { algorithms: ["EdDSA"] }).then(
      () => true,
      () => false,
    );
  }
  const end = token.lastIndexOf(".");
  const given = Buffer.from(token.slice(end + 1), "base64url");
  const made = createHmac("sha256", material).update(token.slice(0, end)).digest();
  return given.length === made.length && timingSafeEqual(given, made);
}

function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    throw refusal("payload", "is not JSON");
  }
}
