import { createPrivateKey, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { POST as gratitude } from "@/app/api/live/[sessionId]/gratitude/route";
import { POST as heartbeat } from "@/app/api/live/[sessionId]/heartbeat/route";
import { POST as leave } from "@/app/api/live/[sessionId]/leave/route";
import { POST as react } from "@/app/api/live/[sessionId]/react/route";
import { POST as ready } from "@/app/api/live/[sessionId]/ready/route";
import { POST as recap } from "@/app/api/live/[sessionId]/recap/route";
import { OPTIONS, GET as poll } from "@/app/api/live/[sessionId]/route";
import { GET as stream } from "@/app/api/live/[sessionId]/stream/route";
import type { Tenant } from "@/lib/db/directory";
import { withTenant } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { createLiveKey, type NewLiveKey } from "@/lib/live/live-keys";
import type { LiveState } from "@/lib/live/schema";
import { projections } from "@/lib/projections";

export const ownOrigin = "http://localhost:3000";

/** Makes a live key of the tenant. */
export const createTestLiveKey = (tenant: Tenant, algorithm: NewLiveKey["algorithm"] = "HS256"): Promise<NewLiveKey> =>
  withTenant(tenant.id, (db) => createLiveKey(db, { name: "test", algorithm, createdBy: null }));

export interface TestClaims {
  sub?: unknown;
  sid?: unknown;
  iat?: unknown;
  exp?: unknown;
  nbf?: number;
  country?: string;
  language?: string;
  device?: string;
}

/** A token as a tenant's app signs it, good for an hour unless its claims say otherwise. */
export function signToken(
  key: NewLiveKey,
  claims: TestClaims,
  header: { alg?: string; kid?: string; secret?: Uint8Array } = {},
): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  const material =
    header.secret ?? (key.algorithm === "HS256" ? Buffer.from(key.secret, "base64url") : createPrivateKey(key.secret));
  return new SignJWT({ iat: nowS, exp: nowS + 3600, ...claims } as Record<string, unknown>)
    .setProtectedHeader({ alg: header.alg ?? key.algorithm, kid: header.kid ?? key.kid })
    .sign(material);
}

const handlers = { ready, leave, heartbeat, react, gratitude, recap, poll, stream } as const;
export type LiveCall = keyof typeof handlers;

export interface LiveRequest {
  token?: string | undefined;
  cookie?: string | undefined;
  /** Attune's own unless told, null for none */
  origin?: string | null;
  tenant?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A request to one of the live addresses, as Next would hand it over. */
export function callLive(call: LiveCall, sessionId: string, given: LiveRequest = {}): Promise<Response> {
  const looks = call === "poll" || call === "stream";
  const origin = given.origin === undefined ? ownOrigin : given.origin;
  const headers = new Headers({ host: "localhost:3000", ...given.headers });
  if (origin !== null) headers.set("origin", origin);
  if (given.token) headers.set("authorization", `Bearer ${given.token}`);
  if (given.cookie) headers.set("cookie", given.cookie);
  const { body = {} } = given;
  const payload = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  const query = given.tenant ? `?tenant=${given.tenant}` : "";
  const request = new Request(`${ownOrigin}/api/live/${encodeURIComponent(sessionId)}/${call}${query}`, {
    method: looks ? "GET" : "POST",
    headers,
    ...(looks ? {} : { body: payload as BodyInit }),
    ...(given.signal ? { signal: given.signal } : {}),
  });
  return handlers[call](request, { params: Promise.resolve({ sessionId }) });
}

export const preflight = (sessionId: string, origin: string): Promise<Response> =>
  OPTIONS(new Request(`${ownOrigin}/api/live/${sessionId}`, { method: "OPTIONS", headers: { origin } }), {
    params: Promise.resolve({ sessionId }),
  });

/** The same, with the answer taken apart. */
export async function liveAnswer(call: LiveCall, sessionId: string, given: LiveRequest = {}) {
  const response = await callLive(call, sessionId, given);
  const body = (await response.json()) as LiveState & {
    error: { code: string; message: string; fields: Record<string, string> };
  };
  const cookie = response.headers.get("set-cookie")?.split(";")[0];
  return { status: response.status, headers: response.headers, body, cookie };
}

/** Takes everything that the log has into the read models. */
export async function project(tenant: Tenant): Promise<void> {
  for (;;) if ((await projectNext(tenant, projections)).kind === "idle") return;
}

/** A session on the calendar, already known to the read models. Returns its id. */
export async function scheduleSession(
  tenant: Tenant,
  {
    id = `s-${randomUUID().slice(0, 8)}`,
    startsAt = new Date(),
    durationMinutes = 60,
  }: { id?: string; startsAt?: Date; durationMinutes?: number } = {},
): Promise<string> {
  await tell(tenant, id, [
    [
      "practice.scheduled",
      {
        startsAt: startsAt.toISOString(),
        durationMinutes,
        title: "Evening circle",
        masterId: "m1",
        masterName: "Asha",
      },
    ],
  ]);
  await project(tenant);
  return id;
}

type Told = readonly [name: string, properties?: Record<string, unknown>, at?: Date, userId?: string];

/** Sends events of a session through the intake. */
export async function tell(tenant: Tenant, sessionId: string, events: readonly Told[]): Promise<void> {
  const verdicts = await appendEvents(
    tenant,
    events.map(([name, properties = {}, at, userId]) => ({
      name,
      properties: { sessionId, ...properties },
      ...(at ? { time: at.toISOString() } : {}),
      ...(userId ? { userId } : {}),
    })),
  );
  for (const verdict of verdicts)
    if (verdict.verdict === "rejected") throw new Error(`${verdict.field} ${verdict.reason}`);
}
