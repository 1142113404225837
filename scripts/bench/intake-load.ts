// One burst of load from a process of its own: node … scripts/bench/intake-load.ts '<BurstOptions as JSON>'. Prints one BurstResult as JSON.
import { randomInt, randomUUID } from "node:crypto";
import autocannon from "autocannon";

export interface BurstOptions {
  url: string;
  key: string;
  kind: "empty" | "single" | "batch";
  connections: number;
  seconds: number;
  /** of a batch */
  events: number;
}

export interface BurstResult {
  requestsPerSecond: number;
  requests: number;
  /** answers that were no success, and connections that failed */
  failures: number;
  p50Ms: number;
  p99Ms: number;
}

const agent =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
const kinds = ["unity", "peace", "joy", "calm"];

/** A tap of one of a thousand people in one of twenty sessions, as Segment's server SDK sends it. */
const message = (at: string) => ({
  type: "track",
  event: "practice.reaction",
  messageId: `node-next-${Date.now()}-${randomUUID()}`,
  userId: `participant-${randomInt(1000)}`,
  timestamp: at,
  properties: { sessionId: `session-${randomInt(20)}`, kind: kinds[randomInt(kinds.length)] },
  context: {
    locale: "de-DE",
    country: "DE",
    userAgent: agent,
    library: { name: "@segment/analytics-node", version: "3.1.0" },
  },
  integrations: {},
});

function bodyOf({ kind, events }: BurstOptions): string {
  const sentAt = new Date().toISOString();
  if (kind === "single") return JSON.stringify({ ...message(sentAt), sentAt });
  return JSON.stringify({ batch: Array.from({ length: events }, () => message(sentAt)), sentAt });
}

async function burst(options: BurstOptions): Promise<BurstResult> {
  const { url, key, kind, connections, seconds } = options;
  const request: autocannon.Request =
    kind === "empty"
      ? { method: "GET", path: "/api/ingest" }
      : {
          method: "POST",
          path: kind === "single" ? "/v1/track" : "/v1/batch",
          setupRequest: (prepared) => ({ ...prepared, body: bodyOf(options) }),
        };
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [request],
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
    },
  });
  return {
    requestsPerSecond: result.requests.total / result.duration,
    requests: result["2xx"],
    failures: result.non2xx + result.errors + result.timeouts,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}

process.stdout.write(JSON.stringify(await burst(JSON.parse(process.argv[2] ?? "{}") as BurstOptions)));
