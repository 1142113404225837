import "server-only";
import { z } from "zod";
import { isDatabaseAway } from "@/lib/db/away";
import type { Tenant } from "@/lib/db/directory";
import { getTenantById, listTenantsOfUser } from "@/lib/db/directory";
import { isTenantId, type TenantDb, type TenantSql, withTenant, withTenantSql } from "@/lib/db/tenant";
import {
  DomainError,
  forbidden,
  invalid,
  notFound,
  tooMany,
  unauthenticated,
  unavailable,
  unprocessable,
} from "@/lib/errors";
import { type Feature, requireFeature } from "@/lib/features";
import { fieldErrors } from "@/lib/guard/action";
import { markDoor } from "@/lib/guard/door";
import { isSameOrigin } from "@/lib/guard/request";
import { cookieOf } from "@/lib/guard/request-cookie";
import { readSigned } from "@/lib/guard/signed-body";
import { isStorable } from "@/lib/guard/storable";
import { readSmallJson } from "@/lib/http/read-small-body";
import { forgetIngestKey, type IngestKey, knownIngestKey, recallIngestKey } from "@/lib/identity/ingest-key";
import { type ApiKey, authenticateKey, type KeyScope, keyOfRequest } from "@/lib/identity/keys";
import { accessOf } from "@/lib/identity/membership";
import { can, type Permission } from "@/lib/identity/permissions";
import { type Viewer, viewerOfCookie } from "@/lib/identity/session";
import { sessionCookie } from "@/lib/identity/session-cookie";
import { log } from "@/lib/log";

type Shape = z.ZodObject;
type Out<T> = T extends z.ZodType ? z.output<T> : Record<string, never>;
type Handler = (request: Request, segment: { params: Promise<Record<string, string | string[]>> }) => Promise<Response>;

interface Options<P extends Shape | undefined, Q extends Shape | undefined> {
  params?: P;
  query?: Q;
}

const readsOf = ({ params, query }: Options<Shape | undefined, Shape | undefined>) => ({ params, query });

interface Base<P, Q> {
  readonly request: Request;
  readonly params: P;
  readonly query: Q;
  readonly now: Date;
}

export interface TenantRouteContext<P, Q> extends Base<P, Q> {
  readonly tenant: Tenant;
  readonly by: { kind: "user"; viewer: Viewer } | { kind: "key"; key: ApiKey };
  readAll<T>(fn: (db: TenantSql) => Promise<T>): Promise<T>;
}

/**
 * An address of the JSON API. With a session the tenant is `?tenant=slug` (optional for members of one tenant) and the
 * member's role must hold the permission; a `read` key carries its tenant and may read what admins read.
 * Answers `{ error: { code, message, fields } }` with the right status when anything is refused.
 */
export function route<P extends Shape | undefined = undefined, Q extends Shape | undefined = undefined>(
  options: Options<P, Q> & { auth: readonly ("session" | "read-key")[]; permission: Permission; feature?: Feature },
  handle: (ctx: TenantRouteContext<Out<P>, Out<Q>>) => Promise<unknown>,
): Handler {
  const made: Handler = (request, segment) =>
    translated(async () => {
      const { tenant, by } = await tenantOf(request, options);
      const base = await parseRequest(request, segment, options, ["tenant"]);
      return handle({ ...base, tenant, by, readAll: (fn) => withTenantSql(tenant.id, fn) });
    });
  const { permission, feature, auth } = options;
  return markDoor(made, { kind: "route", scope: "tenant", permission, feature, auth, reads: readsOf(options) });
}

export interface IngestContext {
  readonly request: Request;
  readonly now: Date;
  /** the key of the Authorization header; null when there is none, because browsers' SDKs put theirs into the body */
  readonly sender: IngestKey | null;
  /** The key that the body names. Throws `unauthenticated` or `forbidden`. */
  senderOf(writeKey: unknown): Promise<IngestKey>;
}

/**
 * An intake address, open to every origin: an `ingest` key as Basic user, as Bearer token or, without the header, in the body. The door
 * knows keys of the last half minute by heart; the append checks them once more inside its transaction (lib/events).
 */
route.ingest = (handle: (ctx: IngestContext) => Promise<unknown>): Handler => {
  const made: Handler = async (request) => {
    const heard: { from: IngestKey | null } = { from: null };
    const response = await translated(async () => {
      const senderOf = async (value: unknown) => {
        heard.from = await ingestSender(request, typeof value === "string" ? value : null);
        return heard.from;
      };
      if (request.headers.has("authorization")) await senderOf(keyOfRequest(request));
      return handle({ request, now: new Date(), sender: heard.from, senderOf });
    });
    // The append found the key dead, so whoever comes next with it is turned away at the door.
    if (response.status === 401 && heard.from) forgetIngestKey(heard.from.hash);
    return request.headers.has("origin") ? openToOrigins(response) : response;
  };
  return markDoor(made, { kind: "route", scope: "key", permission: null, auth: ["ingest-key"] });
};

export interface ParticipantRouteContext<P, Q, B, W> extends Base<P, Q> {
  readonly body: B;
  /** who takes part, as `recognise` found */
  readonly who: W;
}

/** What a door needs to know of a participant; who she is, the domain alone reads out of it. */
interface Recognised {
  readonly cookie: string | null;
  /** the origin whose pages may read the answer, `*` for every one, null for our own only */
  readonly readableBy: string | null;
}

interface ParticipantOptions<P extends Shape, Q extends Shape, B extends Shape | undefined, W extends Recognised> {
  params: P;
  query: Q;
  body?: B;
  /** bytes of the body */
  longestBody?: number;
  /** Decides who asks, and whether she may. Throws. */
  recognise(asked: Base<z.output<P>, z.output<Q>>): Promise<W>;
}

/**
 * An address for participants, who have no account: a token that their tenant's app signed, or a device (docs/decisions/0211). `recognise`
 * looks at the request before its body is read. What is wrong with a field of the body is a 422.
 */
route.participant = <P extends Shape, Q extends Shape, W extends Recognised, B extends Shape | undefined = undefined>(
  options: ParticipantOptions<P, Q, B, W>,
  handle: (ctx: ParticipantRouteContext<z.output<P>, z.output<Q>, Out<B>, W>) => Promise<unknown>,
): Handler => {
  const made: Handler = async (request, segment) => {
    const found: { who: W | null } = { who: null };
    const response = await translated(async () => {
      const base = (await parseRequest(request, segment, options)) as Base<z.output<P>, z.output<Q>>;
      const who = await options.recognise(base);
      found.who = who;
      return handle({ ...base, who, body: (await bodyOf(request, options)) as Out<B> });
    });
    // Basic would make browsers ask for a password.
    if (response.status === 401) response.headers.set("www-authenticate", 'Bearer realm="Attune"');
    return readableFor(request, response, found.who);
  };
  const reads = { ...readsOf(options), body: options.body };
  return markDoor(made, { kind: "route", scope: "participant", permission: null, reads });
};

async function bodyOf(request: Request, { body, longestBody = 8192 }: { body?: Shape; longestBody?: number }) {
  if (!body) return {};
  const parsed = body.safeParse(await readSmallJson(request, longestBody));
  if (!parsed.success) throw unprocessable(fieldErrors(parsed.error));
  return parsed.data;
}

/** A refusal of a token can be read from everywhere, like the answer to a good one: whoever writes the page needs the reason. */
function readableFor(request: Request, response: Response, who: Recognised | null): Response {
  if (who?.cookie) response.headers.append("set-cookie", who.cookie);
  if (!request.headers.has("origin")) return response;
  const bySign = request.headers.has("authorization") || new URL(request.url).searchParams.has("token");
  const origin = who ? who.readableBy : bySign ? "*" : null;
  if (origin === null) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.set("access-control-expose-headers", "retry-after");
  if (origin !== "*") {
    response.headers.set("access-control-allow-credentials", "true");
    response.headers.append("vary", "origin");
  }
  return response;
}

/**
 * Answers a browser that asks whether a foreign page may send to a participant's address: with a token every page may; with the device's
 * cookie only the origins that `allows` knows.
 */
route.participantPreflight = <P extends Shape, Q extends Shape>(options: {
  params: P;
  query: Q;
  allows(asked: Base<z.output<P>, z.output<Q>>, origin: string): Promise<boolean>;
}): Handler => {
  const made: Handler = (request, segment) =>
    translated(async () => {
      const base = (await parseRequest(request, segment, options)) as Base<z.output<P>, z.output<Q>>;
      const origin = request.headers.get("origin");
      const listed = origin !== null && (await options.allows(base, origin));
      const headers: Record<string, string> = {
        "access-control-allow-origin": listed ? origin : "*",
        "access-control-allow-methods": "GET, POST, OPTIONS",
        "access-control-allow-headers": "authorization, content-type, last-event-id",
        "access-control-max-age": "600",
        vary: "origin",
      };
      if (listed) headers["access-control-allow-credentials"] = "true";
      return new Response(null, { status: 204, headers });
    });
  return markDoor(made, { kind: "route", scope: "public", permission: null });
};

/** Answers a browser that asks whether it may send from another origin: it may, because the key alone decides. */
route.preflight = (): Handler => {
  const made: Handler = async (request) => {
    const response = openToOrigins(new Response(null, { status: 204 }));
    response.headers.set("access-control-allow-methods", "POST, OPTIONS");
    const wanted = request.headers.get("access-control-request-headers") ?? "";
    // SDKs add headers of their own; none of them gives anybody a right.
    response.headers.set(
      "access-control-allow-headers",
      /^[\w-]+(?:\s*,\s*[\w-]+){0,30}$/.test(wanted) ? wanted : "authorization, content-type, content-encoding",
    );
    response.headers.set("access-control-max-age", "86400");
    return response;
  };
  return markDoor(made, { kind: "route", scope: "public", permission: null });
};

/** A fixed JSON answer for whoever opens an address that is made for programs. */
route.notice = (content: Readonly<Record<string, unknown>>): Handler => {
  const body = JSON.stringify(content);
  const headers = { ...noStore, "content-type": "application/json" };
  return markDoor(async () => new Response(body, { headers }), { kind: "route", scope: "public", permission: null });
};

function openToOrigins(response: Response): Response {
  response.headers.set("access-control-allow-origin", "*");
  response.headers.set("access-control-expose-headers", "retry-after");
  return response;
}

async function ingestSender(request: Request, value: string | null): Promise<IngestKey> {
  const key = knownIngestKey(value) ?? (await recallIngestKey(value));
  if (!key) throw unauthenticated("The API key is missing, unknown or revoked.");
  if (!key.scopes.includes("ingest")) throw forbidden("This key lacks the scope `ingest`.");
  if (key.tenant.suspendedAt) throw forbidden("This organisation is suspended; nothing is taken in.");
  if (key.monthOver !== null && key.monthOver > Date.now()) {
    throw tooMany((key.monthOver - Date.now()) / 1000, "This organisation's events of the month are used up.");
  }
  // What a browser sends, everybody can read: a key that opens more than the intake does not belong there.
  if (request.headers.has("origin") && key.scopes.length > 1) {
    throw forbidden("From a browser, use a key whose only scope is `ingest`.");
  }
  return key;
}

/** An address for everybody (health, documentation, shared reports). State changes still need Attune's own Origin. */
route.public = <P extends Shape | undefined = undefined, Q extends Shape | undefined = undefined>(
  options: Options<P, Q>,
  handle: (ctx: Base<Out<P>, Out<Q>> & { viewer(): Promise<Viewer | null> }) => Promise<unknown>,
): Handler => {
  const made: Handler = (request, segment) =>
    translated(async () => {
      if (!isRead(request)) assertOrigin(request);
      return handle({
        ...(await parseRequest(request, segment, options)),
        viewer: () => viewerOfCookie(cookieOf(request, sessionCookie().name)),
      });
    });
  return markDoor(made, { kind: "route", scope: "public", permission: null, reads: readsOf(options) });
};

export interface SignedContext {
  readonly body: string;
  readonly now: Date;
  /** a transaction inside one tenant; throws not-found when there is none */
  tenant<T>(id: string, fn: (db: TenantDb) => Promise<T>): Promise<T>;
}

/**
 * An address for a program of the operator's that shares a secret with this installation (a mail server that hands over bounces). The body
 * is believed only with `x-attune-signature: t=<seconds>,v1=<hex HMAC-SHA256 over "t.body">`, not older than five minutes; without a secret
 * the address is closed.
 */
route.signed = (
  options: { secret: () => string | undefined; maxBytes: number },
  handle: (ctx: SignedContext) => Promise<unknown>,
): Handler => {
  const made: Handler = (request) =>
    translated(async () => {
      const now = new Date();
      const body = await readSigned(request, options.secret(), options.maxBytes, now);
      return handle({
        body,
        now,
        async tenant(id, fn) {
          const tenant = isTenantId(id) ? await getTenantById(id) : null;
          if (!tenant) throw notFound("tenant");
          return withTenant(tenant.id, fn);
        },
      });
    });
  return markDoor(made, { kind: "route", scope: "signed", permission: null });
};

/** Hands an address to another library's handler (next-auth), as public. State changes still need Attune's own Origin. */
route.foreign = (handler: (request: never, segment: never) => Promise<Response>): Handler => {
  const made: Handler = (request, segment) =>
    translated(async () => {
      if (!isRead(request)) assertOrigin(request);
      return handler(request as never, segment as never);
    });
  return markDoor(made, { kind: "route", scope: "public", permission: null });
};

const isRead = (request: Request) => request.method === "GET" || request.method === "HEAD";

function assertOrigin(request: Request) {
  if (!isSameOrigin(request.headers.get("origin"), request.headers.get("host"))) {
    throw forbidden("This request did not come from Attune's own pages.");
  }
}

async function tenantOf(
  request: Request,
  options: { auth: readonly string[]; permission: Permission; feature?: Feature | undefined },
) {
  if (options.auth.includes("read-key") && keyOfRequest(request)) {
    const key = await keyWithScope(request, "read");
    // Attune's own pages read the same addresses with a session and go on doing so.
    requireFeature(key.tenant, "read-api");
    requireFeature(key.tenant, options.feature);
    return { tenant: key.tenant, by: { kind: "key" as const, key } };
  }
  const viewer = options.auth.includes("session")
    ? await viewerOfCookie(cookieOf(request, sessionCookie().name))
    : null;
  if (!viewer) throw unauthenticated("Sign in, or send a read key as `Authorization: Bearer …`.");
  if (!isRead(request)) assertOrigin(request);
  const access = await accessOf(viewer.user.id, await tenantSlug(request, viewer));
  if (!access) throw notFound("tenant");
  if (!can(access.role, options.permission)) throw forbidden();
  requireFeature(access.tenant, options.feature);
  return { tenant: access.tenant, by: { kind: "user" as const, viewer } };
}

async function tenantSlug(request: Request, viewer: Viewer): Promise<string> {
  const given = new URL(request.url).searchParams.get("tenant");
  if (given && !isStorable(given)) throw notFound("tenant");
  if (given) return given;
  const own = await listTenantsOfUser(viewer.user.id);
  if (own.length === 1 && own[0]) return own[0].slug;
  throw invalid({ tenant: "say which tenant, for example ?tenant=lumen" });
}

async function keyWithScope(request: Request, scope: KeyScope): Promise<ApiKey> {
  const key = await authenticateKey(keyOfRequest(request));
  if (!key) throw unauthenticated("The API key is missing, unknown or revoked.");
  if (!key.scopes.includes(scope)) throw forbidden(`This key lacks the scope \`${scope}\`.`);
  if (key.tenant.suspendedAt) throw forbidden("This organisation is suspended.");
  return key;
}

async function parseRequest<P extends Shape | undefined, Q extends Shape | undefined>(
  request: Request,
  segment: { params: Promise<Record<string, string | string[]>> },
  options: Options<P, Q>,
  reserved: string[] = [],
): Promise<Base<Out<P>, Out<Q>>> {
  const given = (await segment?.params) ?? {};
  const params = (options.params ?? z.object({})).safeParse(given);
  if (!params.success || !Object.values(given).every(isStorable)) throw notFound("address");
  const raw = Object.fromEntries([...new URL(request.url).searchParams].filter(([key]) => !reserved.includes(key)));
  const unstorable = Object.keys(raw).filter((key) => !isStorable(raw[key]));
  if (unstorable.length > 0) {
    throw invalid(Object.fromEntries(unstorable.map((key) => [key, "holds a character that cannot be stored"])));
  }
  const query = (options.query ?? z.object({})).safeParse(raw);
  if (!query.success) throw invalid(fieldErrors(query.error));
  return { request, params: params.data as Out<P>, query: query.data as Out<Q>, now: new Date() };
}

const noStore = { "cache-control": "private, no-store" };

async function translated(work: () => Promise<unknown>): Promise<Response> {
  try {
    const result = await work();
    return result instanceof Response ? result : Response.json(result, { headers: noStore });
  } catch (caught) {
    const error = isDatabaseAway(caught)
      ? unavailable(5, "The database cannot be reached. Try again shortly.")
      : caught;
    if (error instanceof DomainError) {
      const { code, message, fields, status, retryAfterS } = error;
      const headers: Record<string, string> = { ...noStore };
      if (retryAfterS !== undefined) headers["retry-after"] = String(Math.ceil(retryAfterS));
      if (status === 401) headers["www-authenticate"] = 'Basic realm="Attune"';
      return Response.json({ error: { code, message, fields } }, { status, headers });
    }
    log.error({ err: error }, "a route failed");
    return Response.json(
      { error: { code: "unexpected", message: "Something went wrong on our side. Try again.", fields: {} } },
      { status: 500, headers: noStore },
    );
  }
}
