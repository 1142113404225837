import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { begunOf, notePair } from "@/lib/http/node-request";
import { bareHeaders } from "@/lib/http/security-headers";
import { log } from "@/lib/log";

/*
 * Next's way from Node's request to a route handler and back costs one or two milliseconds: more than an event, a tap or a frame. So the
 * addresses that are asked hundreds of times a second are answered as soon as Node's server has read the head of the request, by the very
 * handlers of their route.ts files. Whatever is not among them, and everything in development, goes on to Next (docs/decisions/0340).
 */

type Method = "GET" | "POST" | "OPTIONS";
type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Handlers read the query of their request's address; whom it was sent to, its headers say. */
const host = "attune.internal";

/** What a route.ts exports, by the folder that it lies in: `/api/live/[sessionId]/ready`. */
export type DirectRoutes = Readonly<Record<string, { readonly [M in Method]?: Handler }>>;

interface Found {
  readonly handler: Handler;
  readonly params: Record<string, string>;
}

/** Answers the routes in front of whatever HTTP servers this process has, now or later. */
export function serveDirectly(routes: DirectRoutes): void {
  const find = finder(routes);
  const known = new WeakSet<Server>();
  // Node announces a request before it hands it to the server's listeners, so even a server's first one is answered here.
  subscribe("http.server.request.start", (message) => {
    const { server } = message as { server: Server };
    if (known.has(server)) return;
    known.add(server);
    const next = server.listeners("request") as RequestListener[];
    server.removeAllListeners("request");
    server.on("request", (incoming, outgoing) => {
      const found = find(incoming);
      if (found) void answer(found, incoming, outgoing);
      else for (const listener of next) listener.call(server, incoming, outgoing);
    });
  });
}

function finder(routes: DirectRoutes): (incoming: IncomingMessage) => Found | null {
  const patterns = Object.entries(routes).map(([folder, handlers]) => ({
    handlers,
    names: [...folder.matchAll(/\[(\w+)\]/g)].map(([, name]) => name as string),
    address: new RegExp(`^${folder.replaceAll(/\[\w+\]/g, "([^/]+)")}$`),
  }));
  return ({ method = "", url = "" }) => {
    const [path = ""] = url.split("?", 1);
    for (const { address, names, handlers } of patterns) {
      const match = address.exec(path);
      if (!match) continue;
      const handler = handlers[(method === "HEAD" ? "GET" : method) as Method];
      const params = handler ? paramsOf(names, match.slice(1)) : null;
      return handler && params ? { handler, params } : null;
    }
    return null;
  };
}

/** Null for what no decoder reads; Next then says what is wrong with the address. */
function paramsOf(names: readonly string[], values: readonly string[]): Record<string, string> | null {
  try {
    return Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at] ?? "")]));
  } catch {
    return null;
  }
}

async function answer({ handler, params }: Found, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const request = new Request(`http://${host}${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers: headersOf(incoming),
    });
    notePair(request, { incoming, outgoing });
    const response = await handler(request, { params: Promise.resolve(params) });
    const body = response.body ? Buffer.from(await response.arrayBuffer()) : null;
    const begun = incoming.method === "HEAD" ? undefined : begunOf(response);
    // What stays open ends with its connection, so no piece of it needs a length around it: a frame is one write of the very bytes.
    if (begun) outgoing.removeHeader("transfer-encoding");
    outgoing.writeHead(response.status, flat(response.headers, begun || !body ? null : body.length));
    if (!begun) {
      outgoing.end(body);
      return;
    }
    outgoing.write(body ?? "");
    begun();
  } catch (error) {
    log.error({ err: error }, "a direct route failed");
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(500, bareHeaders).end();
  }
}

function headersOf(incoming: IncomingMessage): [string, string][] {
  const headers: [string, string][] = [];
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.push([name, typeof value === "string" ? value : value.join(", ")]);
  }
  return headers;
}

const bare = Object.entries(bareHeaders).flat();

/** Names and values in turn, which Node sends as they are; every cookie is a header of its own. */
function flat(headers: Headers, length: number | null): string[] {
  const list = [...bare];
  for (const [name, value] of headers) list.push(name, value);
  if (length !== null) list.push("content-length", String(length));
  return list;
}
