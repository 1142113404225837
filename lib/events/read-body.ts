import "server-only";
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { invalid, tooLarge } from "@/lib/errors";
import { intakeLimits } from "@/lib/events/limits";
import { nodeRequestOf } from "@/lib/http/node-request";

const inflate = promisify(gunzip);

const tooLong = () =>
  tooLarge(
    `A request may have ${intakeLimits.requestBytes} bytes, also after inflating. Send the events in smaller parts.`,
  );

const cutShort = () => invalid({ body: "ended before it was complete" });

/** The length that a request declares, or null when it sends its body in pieces. Throws `tooLarge` without reading anything. */
export function declaredLength(request: Request): number | null {
  const header = request.headers.get("content-length");
  if (header === null) return null;
  const length = Number(header);
  if (length > intakeLimits.requestBytes) throw tooLong();
  return length;
}

/** The body as text, inflated when it says so. Never holds more than the limit, whatever is sent or packed. */
export async function readBody(request: Request): Promise<string> {
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "";
  const packed = encoding === "gzip" || encoding === "x-gzip";
  if (!packed && encoding !== "" && encoding !== "identity") {
    throw invalid({ "content-encoding": "must be gzip, or be left out" });
  }
  const node = nodeRequestOf(request);
  const bytes = node ? await collectNode(node) : await collectWeb(request);
  return withoutMark((packed ? await unpack(bytes) : bytes).toString("utf8"));
}

async function unpack(bytes: Buffer): Promise<Buffer> {
  try {
    return await inflate(bytes, { maxOutputLength: intakeLimits.requestBytes });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw tooLong();
    throw invalid({ body: "is not valid gzip; compress it again, or send it without content-encoding" });
  }
}

function collectNode(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const take = (piece: Buffer) => {
      length += piece.length;
      if (length <= intakeLimits.requestBytes) pieces.push(piece);
      else stop(tooLong());
    };
    const stop = (error: Error) => {
      request.removeListener("data", take);
      reject(error);
    };
    // A sender that hangs up in the middle is not our failure.
    const cut = () => stop(cutShort());
    request.on("data", take);
    request.once("error", cut);
    request.once("close", cut);
    request.once("end", () => {
      // Every request closes after its end, and making an error for each would cost as much as reading it.
      request.removeListener("close", cut);
      resolve(joined(pieces));
    });
  });
}

async function collectWeb(request: Request): Promise<Buffer> {
  if (!request.body) return Buffer.alloc(0);
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw cutShort();
    });
    if (done) return joined(pieces);
    length += value.byteLength;
    if (length > intakeLimits.requestBytes) {
      // Not awaited: the sender may never stop.
      reader.cancel().catch(() => undefined);
      throw tooLong();
    }
    pieces.push(value);
  }
}

function joined(pieces: readonly Uint8Array[]): Buffer {
  const [first] = pieces;
  if (pieces.length !== 1 || !first) return Buffer.concat(pieces);
  return Buffer.from(first.buffer, first.byteOffset, first.byteLength);
}

const withoutMark = (text: string) => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
