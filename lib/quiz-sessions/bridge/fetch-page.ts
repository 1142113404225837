import "server-only";
import { request as plainRequest } from "node:http";
import { isIP, type Socket } from "node:net";
import { connect as startTls } from "node:tls";
import { z } from "zod";
import { isLoopbackAddress, isPublicAddress } from "@/lib/webhooks/judge-address";
import { judgeUrl } from "@/lib/webhooks/judge-url";
import { type Network, systemNetwork } from "@/lib/webhooks/resolve-host";

/** A page of the older system's sessions: the columns of a result, and where the next page begins. */
const pageSchema = z.object({
  sessions: z.array(z.unknown()).max(1000),
  /** opaque; null or absent when nothing comes behind this page yet */
  next: z.union([z.string().max(500), z.number().transform(String)]).nullish(),
  more: z.boolean().default(false),
});
export type BridgePage = z.output<typeof pageSchema>;

/** Why a page could not be had: a word that `quiz.sources.bridge.reasons` puts into a sentence, or `status` and the number. */
export class BridgeFailure extends Error {}

export interface BridgeAccess {
  readonly url: string;
  readonly secret: string;
  readonly cursor: string | null;
}

export interface FetchOptions {
  network?: Network;
  /** opens this machine's own addresses, for development and tests */
  loopback?: boolean;
  limitMs?: number;
}

export const pageLimit = 500;
const answerBytes = 8 * 1024 * 1024;

/**
 * Asks the bridge for the sessions behind a cursor. The address is judged like every address that a tenant gives: its name
 * is resolved once, each result of that must be public, and the connection goes to one of exactly those.
 */
export async function fetchPage(
  { url, secret, cursor }: BridgeAccess,
  { network = systemNetwork, loopback = false, limitMs = 20_000 }: FetchOptions = {},
): Promise<BridgePage> {
  const destination = judgeUrl(url, { loopback });
  if ("refused" in destination) throw new BridgeFailure("address");
  const { host, port, secure } = destination;
  const addresses = isIP(host) === 0 ? await network.resolve(host).catch(() => []) : [host];
  if (addresses.length === 0) throw new BridgeFailure("name");
  const allowed = destination.loopback ? isLoopbackAddress : isPublicAddress;
  if (!addresses.every(allowed)) throw new BridgeFailure("private");
  const asked = new URL(destination.url);
  asked.searchParams.set("limit", String(pageLimit));
  if (cursor !== null) asked.searchParams.set("cursor", cursor);
  const text = await new Promise<string>((resolve, reject) => {
    let socket: Socket | undefined;
    const fail = (reason: string) => {
      reject(new BridgeFailure(reason));
      socket?.destroy();
    };
    const sent = plainRequest({
      method: "GET",
      path: `${asked.pathname}${asked.search}`,
      headers: {
        host: asked.host,
        authorization: `Bearer ${secret}`,
        accept: "application/json",
        "user-agent": "Attune-Bridge/1.0",
        connection: "close",
      },
      createConnection: () => {
        const plain = network.dial(addresses[0] as string, port);
        socket = secure ? startTls({ socket: plain, host, servername: isIP(host) === 0 ? host : "" }) : plain;
        return socket;
      },
      signal: AbortSignal.timeout(limitMs),
    });
    sent.on("error", () => fail("silent"));
    sent.on("response", (response) => {
      if (response.statusCode !== 200) {
        response.destroy();
        return fail(`status ${response.statusCode}`);
      }
      const pieces: Buffer[] = [];
      let length = 0;
      response.on("data", (piece: Buffer) => {
        length += piece.length;
        if (length > answerBytes) fail("large");
        else pieces.push(piece);
      });
      response.on("error", () => fail("broken"));
      response.on("end", () => resolve(Buffer.concat(pieces).toString("utf8")));
    });
    sent.end();
  });
  return readPage(text);
}

function readPage(text: string): BridgePage {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BridgeFailure("json");
  }
  const parsed = pageSchema.safeParse(value);
  if (!parsed.success) throw new BridgeFailure("page");
  return parsed.data;
}
