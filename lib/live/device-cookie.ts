import "server-only";
import { randomUUID, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { cookieOf } from "@/lib/guard/request-cookie";
import { keyedHash } from "@/lib/privacy/pseudonym";

/*
 * Whoever takes part without a token is a device: a random id that Attune itself gave out, so that nobody can invent a crowd of them faster
 * than Attune hands them out. The id is told from an invented one by its seal.
 */

const isHttps = () => env().ATTUNE_URL.startsWith("https:");
const nameOf = () => (isHttps() ? "__Host-attune-device" : "attune-device");
const sealOf = (id: string) => keyedHash("live-device", id).subarray(0, 16).toString("base64url");
const yearS = 365 * 24 * 3600;
const pattern = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{22})$/;

/** The device that the request's cookie names, or null. */
export function deviceOf(request: Request): string | null {
  const [, id, seal] = pattern.exec(cookieOf(request, nameOf()) ?? "") ?? [];
  if (!id || !seal) return null;
  return timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(id))) ? id : null;
}

/**
 * A new device and the cookie that names it. Over https the cookie is partitioned: inside another site's frame it exists, but only for that
 * site, so that it can follow nobody from one site to the next.
 */
export function newDevice(): { id: string; cookie: string } {
  const id = randomUUID();
  const scope = isHttps() ? "Secure; SameSite=None; Partitioned" : "SameSite=Lax";
  return { id, cookie: `${nameOf()}=${id}.${sealOf(id)}; Path=/; Max-Age=${yearS}; HttpOnly; ${scope}` };
}
