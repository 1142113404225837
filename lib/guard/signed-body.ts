import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { tooLarge, unauthenticated } from "@/lib/errors";

const toleranceMs = 5 * 60_000;

/** The header that vouches for a body. */
export const signatureHeader = "x-attune-signature";

/** What stands in the header for a body that is sent at this moment. */
export function signBody(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${digest(secret, seconds, body).toString("hex")}`;
}

/** The body of a signed request. Throws `unauthenticated` for a missing, wrong or old signature, `too-large` past the limit. */
export async function readSigned(
  request: Request,
  secret: string | undefined,
  maxBytes: number,
  now: Date,
): Promise<string> {
  const found = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(request.headers.get(signatureHeader) ?? "");
  const seconds = Number(found?.[1]);
  if (!secret || !found?.[2] || Math.abs(now.getTime() - seconds * 1000) > toleranceMs) throw refused();
  const body = await readAtMost(request, maxBytes);
  if (!timingSafeEqual(Buffer.from(found[2], "hex"), digest(secret, seconds, body))) throw refused();
  return body;
}

const refused = () => unauthenticated("The signature is missing, wrong or older than five minutes.");

const digest = (secret: string, seconds: number, body: string) =>
  createHmac("sha256", secret).update(`${seconds}.`).update(Buffer.from(body, "latin1")).digest();

// Latin-1 keeps every byte, so that a mail in any encoding is signed as it was sent.
async function readAtMost(request: Request, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    size += piece.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw tooLarge(`At most ${maxBytes} bytes are read.`);
    }
    chunks.push(Buffer.from(piece.value));
  }
  return Buffer.concat(chunks).toString("latin1");
}
