import "server-only";
import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/*
 * A route handler gets a web Request whose body is Node's request behind an async iterator behind a byte stream. Reading a body of a few
 * hundred bytes through the three costs as much as the whole rest of an event. Node announces every request on a channel before anybody
 * handles it; there it gets a header that only this process can write, and by it the handler finds Node's request again.
 */

const header = "x-attune-node-request";

interface Known {
  prefix: string;
  last: number;
  requests: Map<string, IncomingMessage>;
  /** of streams: whoever writes the same bytes to thousands of them cannot do it through a web stream each */
  responses: Map<string, ServerResponse>;
}

// One for the process, however many times Next loads this module.
const held = globalThis as { attuneNodeRequests?: Known };

/** The methods and paths whose handlers ask. */
const isWanted = ({ method, url }: IncomingMessage) =>
  method === "POST" &&
  url !== undefined &&
  (url.startsWith("/v1/") || url.startsWith("/api/ingest") || url.startsWith("/api/live/"));

const isStream = ({ method, url }: IncomingMessage) =>
  method === "GET" && url !== undefined && url.startsWith("/api/live/") && url.includes("/stream");

function listen(): Known {
  const known: Known = {
    prefix: randomBytes(16).toString("hex"),
    last: 0,
    requests: new Map(),
    responses: new Map(),
  };
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    // Whatever a client sends under this name must not reach a handler.
    if (request.headers[header] !== undefined) delete request.headers[header];
    const stream = isStream(request);
    if (!stream && !isWanted(request)) return;
    const id = `${known.prefix}${++known.last}`;
    request.headers[header] = id;
    if (stream) known.responses.set(id, response);
    else known.requests.set(id, request);
    response.once("close", () => {
      known.requests.delete(id);
      known.responses.delete(id);
    });
  });
  return known;
}

held.attuneNodeRequests ??= listen();
const known: Known = held.attuneNodeRequests;

/** Node's own request behind a web Request, once and while nobody has read of it; null where there is none (tests, other servers). */
export function nodeRequestOf(request: Request): IncomingMessage | null {
  const id = request.headers.get(header);
  const found = id === null ? undefined : known.requests.get(id);
  if (!found || id === null) return null;
  known.requests.delete(id);
  return found.readableDidRead || found.destroyed ? null : found;
}

/**
 * Node's own response behind the Request of a stream, once; null where there is none. Whoever takes it may write to it as soon as its
 * headers are sent, for as long as the body that was handed to Next stays open and silent.
 */
export function nodeResponseOf(request: Request): ServerResponse | null {
  const id = request.headers.get(header);
  const found = id === null ? undefined : known.responses.get(id);
  if (!found || id === null) return null;
  known.responses.delete(id);
  return found.destroyed ? null : found;
}
