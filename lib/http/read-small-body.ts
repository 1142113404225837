import "server-only";
import type { IncomingMessage } from "node:http";
import { invalid, tooLarge } from "@/lib/errors";
import { nodeRequestOf } from "@/lib/http/node-request";

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The JSON of a small request. An empty body is an empty object. Throws `tooLarge` beyond the limit without holding more than it, and
 * `invalid` for what is not UTF-8 or not JSON.
 */
export async function readSmallJson(request: Request, longestBytes: number): Promise<unknown> {
  const tooLong = () => tooLarge(`The body may have ${longestBytes.toLocaleString("en")} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > longestBytes) throw tooLong();
  const pieces: Uint8Array[] = [];
  let length = 0;
  const node = nodeRequestOf(request);
  try {
    for await (const piece of (node ?? request.body ?? []) as AsyncIterable<Uint8Array> | IncomingMessage) {
      length += piece.byteLength;
      if (length > longestBytes) break;
      pieces.push(piece);
    }
  } catch {
    throw invalid({ body: "ended before it was complete" });
  }
  if (length > longestBytes) throw tooLong();
  const text = decoded(Buffer.concat(pieces));
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw invalid({ body: "is not JSON" });
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw invalid({ body: "is not UTF-8" });
  }
}
