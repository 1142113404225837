import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { peerHeader } from "@/lib/identity/client-address";

const held = globalThis as { attunePeerNoted?: true };

/**
 * Notes on every request of this process's HTTP server who is at the other end of its connection, over whatever a client
 * wrote there. Next shows its handlers no socket, and fills X-Forwarded-For only when the client sent none.
 */
export function notePeerAddresses(): void {
  if (held.attunePeerNoted) return;
  held.attunePeerNoted = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[peerHeader] = request.socket.remoteAddress ?? "";
  });
}
