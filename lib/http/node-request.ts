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
}

// One for the process, however many times Next loads this module.
const held = globalThis as { attuneNodeRequests?: Known };

/** The methods and paths whose handlers ask. */
const isWanted = ({ method, url }: IncomingMessage) =>
  method === "POST" &&
  url !== undefined &&
  (url.startsWith("/v1/") || url.startsWith("/api/ingest") || url.startsWith("/api/live/"));

function listen(): Known {
  const known: Known = { prefix: randomBytes(16).toString("hex"), last: 0, requests: new Map() };
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    // Whatever a client sends under this name must not reach a handler.
    if (request.headers[header] !== undefined) delete request.headers[header];
    if (!isWanted(request)) return;
    const id = `${known.prefix}${++known.last}`;
    request.headers[header] = id;
    known.requests.set(id, request);
    response.once("close", () => known.requests.delete(id));
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
