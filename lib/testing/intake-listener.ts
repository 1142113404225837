import { createServer, type Server } from "node:http";
import { Readable } from "node:stream";
import { handle } from "@/lib/testing/ingest";

/** The intake's real route handlers behind a plain HTTP server, bodies as streams, as Next hands them over. */
export function createIntakeServer(): Server {
  return createServer(async (incoming, outgoing) => {
    const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD" && incoming.method !== "OPTIONS";
    const request = new Request(`http://${incoming.headers.host ?? "localhost"}${incoming.url}`, {
      method: incoming.method,
      headers: incoming.headers as Record<string, string>,
      ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" }),
    } as RequestInit);
    try {
      const answer = await handle(incoming.url ?? "/", request);
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
      outgoing.end(Buffer.from(await answer.arrayBuffer()));
    } catch {
      outgoing.writeHead(500).end();
    }
  });
}
