import "server-only";
import { type IncomingMessage, request } from "node:http";
import { isIP, type Socket } from "node:net";
import { connect as startTls } from "node:tls";
import { isLoopbackAddress, isPublicAddress } from "@/lib/webhooks/judge-address";
import { type Destination, judgeUrl } from "@/lib/webhooks/judge-url";
import { type Network, systemNetwork } from "@/lib/webhooks/resolve-host";
import { readRetryAfter } from "@/lib/webhooks/schedule";
import type { FailureReason } from "@/lib/webhooks/schema";

export const timeoutMs = 15_000;
/** As much of an answer is read, and no more; what comes after the status changes nothing. */
export const answerBytes = 2048;
/** Once the status is known, the rest of the answer is waited for only this long. */
const answerMs = 2000;

export interface Answer {
  readonly outcome: "delivered" | "failed" | "gone";
  readonly status: number | null;
  readonly reason: FailureReason | null;
  readonly retryAfterMs: number | null;
  /** its beginning, as text without control characters */
  readonly answer: string;
}

export interface SendOptions {
  network?: Network;
  /** opens this machine's own addresses, for development and tests */
  loopback?: boolean;
  limitMs?: number;
}

/** A failure with a word of our own for it. */
class SendFailure extends Error {
  constructor(readonly reason: FailureReason) {
    super(reason);
  }
}

/**
 * Posts a signed body. The name is resolved once, every address it has is judged, and the connection goes to one of exactly those: no
 * redirect, no proxy and no second look at the name server can lead it elsewhere. Never throws: everything is an answer.
 */
export async function send(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { network = systemNetwork, loopback = false, limitMs = timeoutMs }: SendOptions = {},
): Promise<Answer> {
  const destination = judgeUrl(url, { loopback });
  if ("refused" in destination) return failed("address");
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), limitMs);
  try {
    const addresses = await Promise.race([judgedAddresses(destination, network), rejection(deadline.signal)]);
    return await post(destination, addresses[0] as string, body, headers, network, deadline.signal);
  } catch (error) {
    if (error instanceof SendFailure) return failed(error.reason);
    return failed(deadline.signal.aborted ? "timeout" : reasonOf(error));
  } finally {
    clearTimeout(timer);
  }
}

const failed = (reason: FailureReason): Answer => ({
  outcome: "failed",
  status: null,
  reason,
  retryAfterMs: null,
  answer: "",
});

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new SendFailure("timeout")), { once: true });
  });
}

/** Every address of the destination, each of them allowed; one that is not refuses them all. Throws `SendFailure`. */
export async function judgedAddresses({ host, loopback }: Destination, network: Network): Promise<string[]> {
  const isAllowed = loopback ? isLoopbackAddress : isPublicAddress;
  let addresses = [host];
  if (isIP(host) === 0) {
    try {
      addresses = await network.resolve(host);
    } catch {
      throw new SendFailure("dns");
    }
  }
  if (addresses.length === 0) throw new SendFailure("dns");
  if (!addresses.every(isAllowed)) throw new SendFailure("address");
  return addresses;
}

function post(
  destination: Destination,
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  network: Network,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let socket: Socket | undefined;
    const open = () => {
      const plain = network.dial(address, destination.port);
      if (!destination.secure) return plain;
      const servername = isIP(destination.host) === 0 ? destination.host.replace(/\.$/, "") : "";
      return startTls({ socket: plain, host: destination.host, servername });
    };
    const sent = request({
      method: "POST",
      path: `${destination.url.pathname}${destination.url.search}`,
      headers: {
        host: destination.url.host,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "Attune-Webhooks/1.0",
        accept: "*/*",
        "accept-encoding": "identity",
        connection: "close",
        ...headers,
      },
      createConnection: () => {
        socket = open();
        return socket;
      },
      signal,
    });
    const finish = (answer: Answer) => {
      resolve(answer);
      sent.destroy();
      socket?.destroy();
    };
    let answered = false;
    sent.on("response", (response) => {
      answered = true;
      void readAnswer(response, signal).then((text) => finish(judgeAnswer(response, text)));
    });
    sent.on("error", (error) => {
      socket?.destroy();
      // Once the status has been said, a deadline or a broken body only ends the reading.
      if (!answered) reject(error);
    });
    sent.end(body);
  });
}

/** The beginning of an answer; whatever goes wrong in its body, the status has been said. */
async function readAnswer(response: IncomingMessage, signal: AbortSignal): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  await new Promise<void>((done) => {
    const timer = setTimeout(done, answerMs);
    const end = () => {
      clearTimeout(timer);
      done();
    };
    signal.addEventListener("abort", end, { once: true });
    response.on("data", (part: Buffer) => {
      parts.push(part.subarray(0, Math.max(0, answerBytes - size)));
      size += part.length;
      if (size >= answerBytes) end();
    });
    response.on("end", end);
    response.on("error", end);
    response.on("close", end);
  });
  response.destroy();
  const text = new TextDecoder().decode(Buffer.concat(parts));
  return text.replace(/[^\P{Cc}\n\t]/gu, "").replaceAll("\uFFFD", "");
}

function judgeAnswer(response: IncomingMessage, answer: string): Answer {
  const status = response.statusCode ?? 0;
  const retryAfterMs = readRetryAfter(response.headers["retry-after"], new Date());
  if (status >= 200 && status < 300) return { outcome: "delivered", status, reason: null, retryAfterMs: null, answer };
  if (status === 410) return { outcome: "gone", status, reason: "gone", retryAfterMs: null, answer };
  const reason = status >= 300 && status < 400 ? "redirect" : "status";
  return { outcome: "failed", status, reason, retryAfterMs, answer };
}

function reasonOf(error: unknown): FailureReason {
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  if (code.startsWith("HPE_")) return "answer";
  if (/^ERR_(TLS|SSL)|CERT|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code)) return "tls";
  return "connection";
}
