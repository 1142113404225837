import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

/*
 * A route handler gets a web Request and gives a web Response. Where lib/http/direct-routes.ts made the Request, Node's own pair stands
 * behind it: reading a body of a few hundred bytes through a web stream costs as much as the whole rest of an event, and writing a frame to
 * thousands of viewers through one each costs several times the frame.
 */

interface Pair {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

// One for the process, however many times Next loads this module.
const held = globalThis as { attuneNodePairs?: WeakMap<Request, Pair>; attuneKeptOpen?: WeakMap<Response, () => void> };
held.attuneNodePairs ??= new WeakMap();
held.attuneKeptOpen ??= new WeakMap();
const { attuneNodePairs: pairs, attuneKeptOpen: open } = held;

/** Notes what stands behind a Request. Only lib/http/direct-routes.ts calls it. */
export const notePair = (request: Request, pair: Pair): void => void pairs.set(request, pair);

/** Node's own request behind a web Request while nobody has read of it; null where there is none (tests, development, other servers). */
export function nodeRequestOf(request: Request): IncomingMessage | null {
  const found = pairs.get(request)?.incoming;
  return !found || found.readableDidRead || found.destroyed ? null : found;
}

/** Node's own response behind a web Request; null where there is none. Nobody writes to it before its beginning is written (`keptOpen`). */
export function nodeResponseOf(request: Request): ServerResponse | null {
  const found = pairs.get(request)?.outgoing;
  return !found || found.destroyed ? null : found;
}

/**
 * Says that the body is only the beginning: once it is written, `begun` is called, and the response stays open and belongs to whoever took it
 * with `nodeResponseOf`.
 */
export function keptOpen(response: Response, begun: () => void): Response {
  open.set(response, begun);
  return response;
}

/** What is to be called once the body of this response is written; undefined when the response ends with its body. */
export const begunOf = (response: Response): (() => void) | undefined => open.get(response);
