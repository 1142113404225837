import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { DomainError, forbidden, notFound, unauthenticated } from "@/lib/errors";
import { featureOff } from "@/lib/features";
import { isSameOrigin } from "@/lib/guard/request";
import { clientAddress } from "@/lib/identity/client-address";
import { deviceOf, newDevice } from "@/lib/live/device-cookie";
import { hasSession, settingsOf, tenantOfSession } from "@/lib/live/live-sessions";
import { readToken } from "@/lib/live/participant-token";
import { spendShare } from "@/lib/live/person-limits";

/** Somebody who takes part in, or looks at, one session. */
export interface Participant {
  readonly tenant: Tenant;
  readonly sessionId: string;
  /** null for a mere look without a token: it makes nobody a person */
  readonly person: { readonly kind: "user" | "anonymous"; readonly id: string } | null;
  /** what the token says */
  readonly country: string | null;
  readonly language: string | null;
  readonly device: string | null;
  /** the cookie of a device that is new */
  readonly cookie: string | null;
  /** for the browser: which page may read the answer; null = this site's own */
  readonly readableBy: string | null;
}

interface Asked {
  readonly request: Request;
  readonly sessionId: string;
  readonly tenantSlug: string | undefined;
  /** of a query, for clients that can send no header */
  readonly token: string | undefined;
  readonly now: Date;
}

const unknown = { country: null, language: null, device: null, cookie: null };

/**
 * Who asks about a session: by token a person of the tenant's, else a device. A token decides alone, from any page; without one the page
 * must be Attune's own or one of the tenant's allowed origins, and the tenant must admit people without a token. Throws.
 */
export async function recogniseParticipant(asked: Asked): Promise<Participant> {
  const token = tokenOf(asked.request) ?? asked.token ?? null;
  return token === null ? recogniseDevice(asked) : recogniseToken(asked, token);
}

/** Of the header, whatever scheme it names: what is no token is refused as one. */
function tokenOf(request: Request): string | null {
  const header = request.headers.get("authorization");
  if (header === null) return null;
  const [scheme = "", value = ""] = header.split(" ", 2);
  if (scheme.toLowerCase() !== "bearer") throw unauthenticated("Send the participant token as Authorization: Bearer.");
  return value;
}

async function recogniseToken({ sessionId, tenantSlug, now }: Asked, token: string): Promise<Participant> {
  const claims = await readToken(token, now);
  const { tenant, userId, country, language, device } = claims;
  if (claims.sessionId !== sessionId) {
    throw new DomainError("forbidden", "The token's sid names another session than the address.", {
      "token.sid": "names another session than the address",
    });
  }
  if (tenantSlug !== undefined && tenantSlug !== tenant.slug) throw notFound("session");
  if (!(await hasSession(tenant, sessionId))) throw notFound("session");
  const person = { kind: "user" as const, id: userId };
  return { tenant, sessionId, person, country, language, device, cookie: null, readableBy: "*" };
}

async function recogniseDevice({ request, sessionId, tenantSlug, now }: Asked): Promise<Participant> {
  const tenant = await tenantOfSession(sessionId, tenantSlug);
  if (!tenant) throw notFound("session");
  const { anonymous, allowedOrigins, embeds } = await settingsOf(tenant);
  const origin = request.headers.get("origin");
  const listed = origin !== null && allowedOrigins.includes(origin);
  const looks = request.method === "GET" || request.method === "HEAD";
  // Where everybody may look at the page, any page may show the count (`<attune-count>`).
  const readableBy = listed ? origin : looks && anonymous && embeds ? "*" : null;
  if (!looks && !listed && !isSameOrigin(origin, request.headers.get("host"))) {
    if (!embeds) throw featureOff("live-embed");
    throw forbidden("Without a token, this works on Attune's own pages and on the tenant's allowed origins only.");
  }
  // A listed page may show the count even where nobody takes part without a token.
  if (!anonymous && !(looks && listed)) throw unauthenticated("This session asks for a participant token.");
  if (looks) return { tenant, sessionId, person: null, ...unknown, readableBy };
  const device = deviceOf(request);
  if (device !== null) {
    return { tenant, sessionId, person: { kind: "anonymous", id: device }, ...unknown, readableBy };
  }
  spendShare("device", clientAddress(request.headers), now.getTime());
  const { id, cookie } = newDevice();
  return { tenant, sessionId, person: { kind: "anonymous", id }, ...unknown, cookie, readableBy };
}
