// People who join and viewers who watch, from a process of their own: node … scripts/bench/live-load.ts '<LiveLoadOptions as JSON>'. Prints
// one LiveLoadResult as JSON.
import { createHmac } from "node:crypto";
import { Agent, type ClientRequest, get, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { percentile } from "./report";

export interface LiveLoadOptions {
  url: string;
  sessionId: string;
  kid: string;
  secret: string;
  joinsPerSecond: number;
  seconds: number;
  viewers: number;
}

interface Spread {
  p50: number;
  p99: number;
  max: number;
}

export interface LiveLoadResult {
  joins: number;
  failures: number;
  /** from a request to its answer, ms */
  answer: Spread;
  /** from a join's request to each viewer's frame that carries it, ms */
  lag: Spread;
  /** joins × viewers */
  pairs: number;
  unseen: number;
  /** the longest that a join was sent after its time, ms: more than a little, and the load itself was too slow */
  lateMs: number;
  framesPerSecond: number;
  frameBytes: number;
  /** what the viewers saw last, without repetition */
  finalCounts: number[];
  cpuS: number;
}

const options = JSON.parse(process.argv[2] ?? "{}") as LiveLoadOptions;
const countries = "DE FR GB US IN JP BR ES IT NL AT CH SE NO DK FI PL CZ PT IE CA MX AR AU NZ ZA KE EG TR GR".split(
  " ",
);

function tokenOf(person: number): string {
  const nowS = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", kid: options.kid })}.${part({
    sub: `person-${person}`,
    sid: options.sessionId,
    iat: nowS,
    exp: nowS + 3600,
    country: countries[person % countries.length],
  })}`;
  const mac = createHmac("sha256", Buffer.from(options.secret, "base64url")).update(signed).digest("base64url");
  return `${signed}.${mac}`;
}

interface Viewer {
  request: ClientRequest;
  /** when each frame came, and how many people it carried */
  times: number[];
  counts: number[];
}

let bytes = 0;
let frames = 0;

/** Opens a stream; resolves with its first frame. */
function watch(): Promise<Viewer> {
  return new Promise((resolve, reject) => {
    const viewer: Viewer = { request: undefined as unknown as ClientRequest, times: [], counts: [] };
    viewer.request = get(`${options.url}/api/live/${options.sessionId}/stream`, { agent: false }, (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`A viewer was answered ${response.statusCode}.`));
        return;
      }
      let rest = "";
      response.setEncoding("latin1");
      response.on("data", (piece: string) => {
        rest += piece;
        for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
          const block = rest.slice(0, end);
          rest = rest.slice(end + 2);
          const at = block.indexOf('"gathering":');
          if (at < 0) continue;
          bytes += block.length + 2;
          frames++;
          viewer.times.push(performance.now());
          viewer.counts.push(Number(/"shown":(\d+)/.exec(block.slice(at))?.[1] ?? 0));
          if (viewer.times.length === 1) resolve(viewer);
        }
      });
      response.on("error", () => {});
    });
    viewer.request.on("error", reject);
  });
}

interface Join {
  sentAt: number;
  answeredAt: number;
  /** people in its own answer */
  count: number;
  ok: boolean;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

function join(token: string): Promise<Join> {
  const sentAt = performance.now();
  return new Promise((resolve) => {
    const done = (ok: boolean, count: number) => resolve({ sentAt, answeredAt: performance.now(), count, ok });
    const sent = request(
      `${options.url}/api/live/${options.sessionId}/ready`,
      { method: "POST", agent, headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } },
      (response) => {
        let text = "";
        response.setEncoding("latin1");
        response.on("data", (piece: string) => {
          text += piece;
        });
        response.on("end", () => {
          const shown = /"shown":(\d+)/.exec(text)?.[1];
          done(response.statusCode === 200 && shown !== undefined, Number(shown ?? 0));
        });
      },
    );
    sent.on("error", () => done(false, 0));
    sent.end('{"deviceId":"phone","connectionId":"a"}');
  });
}

const spread = (values: readonly number[]): Spread => ({
  p50: Math.round(percentile(values, 0.5)),
  p99: Math.round(percentile(values, 0.99)),
  max: Math.round(Math.max(0, ...values)),
});

/** For every join and viewer, how long it took until a frame carried it. */
function lagOf(joins: readonly Join[], viewers: readonly Viewer[]): { lag: Spread; unseen: number; pairs: number } {
  const sorted = joins.filter(({ ok }) => ok).sort((a, b) => a.count - b.count);
  const histogram = new Uint32Array(120_000);
  let unseen = 0;
  let max = 0;
  for (const { times, counts } of viewers) {
    let frame = 0;
    for (const { count, sentAt } of sorted) {
      while (frame < counts.length && (counts[frame] as number) < count) frame++;
      if (frame === counts.length) {
        unseen++;
        continue;
      }
      const lag = Math.max(0, (times[frame] as number) - sentAt);
      if (lag > max) max = lag;
      const ms = Math.min(histogram.length - 1, Math.floor(lag));
      histogram[ms] = (histogram[ms] as number) + 1;
    }
  }
  const pairs = sorted.length * viewers.length;
  const at = (share: number) => {
    let seen = 0;
    for (let ms = 0; ms < histogram.length; ms++) {
      seen += histogram[ms] as number;
      if (seen >= (pairs - unseen) * share) return ms + 1;
    }
    return histogram.length;
  };
  return { lag: { p50: at(0.5), p99: at(0.99), max: Math.round(max) }, unseen, pairs };
}

async function run(): Promise<LiveLoadResult> {
  const total = options.joinsPerSecond * options.seconds;
  const tokens = Array.from({ length: total }, (_, person) => tokenOf(person));
  const viewers: Viewer[] = [];
  while (viewers.length < options.viewers) {
    const group = Math.min(50, options.viewers - viewers.length);
    viewers.push(...(await Promise.all(Array.from({ length: group }, watch))));
  }
  // What is loaded or connected once, no join shall pay for.
  for (let at = 0; at < 20; at++) await fetch(`${options.url}/api/live/${options.sessionId}`).then((one) => one.text());
  await delay(1000);
  const cpuBefore = process.cpuUsage();
  const framesBefore = frames;
  const startedAt = performance.now();
  const joining: Promise<Join>[] = [];
  let lateMs = 0;
  for (let person = 0; person < total; person++) {
    const dueAt = startedAt + (person * 1000) / options.joinsPerSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 1) await delay(waitMs);
    lateMs = Math.max(lateMs, performance.now() - dueAt);
    joining.push(join(tokens[person] as string));
  }
  const joins = await Promise.all(joining);
  const deadline = performance.now() + 10_000;
  const isSeen = () => viewers.every(({ counts }) => (counts.at(-1) ?? 0) >= total);
  while (!isSeen() && performance.now() < deadline) await delay(50);
  const elapsedS = (performance.now() - startedAt) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  for (const viewer of viewers) {
    viewer.request.on("error", () => {});
    viewer.request.destroy();
  }
  return {
    joins: joins.filter(({ ok }) => ok).length,
    failures: joins.filter(({ ok }) => !ok).length,
    answer: spread(joins.map(({ sentAt, answeredAt }) => answeredAt - sentAt)),
    ...lagOf(joins, viewers),
    lateMs: Math.round(lateMs),
    framesPerSecond: (frames - framesBefore) / elapsedS / Math.max(1, viewers.length),
    frameBytes: frames === 0 ? 0 : bytes / frames,
    finalCounts: [...new Set(viewers.map(({ counts }) => counts.at(-1) ?? 0))].sort((a, b) => a - b),
    cpuS: (cpu.user + cpu.system) / 1e6,
  };
}

process.stdout.write(JSON.stringify(await run()));
process.exit();
