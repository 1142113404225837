import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveFeed } from "@/components/live/live-feed";
import type { LiveState } from "@/lib/live/schema";

const state = (second: number, phase: LiveState["phase"] = "live") =>
  ({ phase, serverTime: new Date(Date.UTC(2026, 10, 20, 18, 0, second)).toISOString() }) as LiveState;

/** A server whose stream is written by the test, and which answers each poll with `polled`. */
function server() {
  let writer: ReadableStreamDefaultController<Uint8Array> | null = null;
  const made = { streams: 0, polls: 0, refuse: 0, away: false, polled: state(0), headers: [] as (string | null)[] };
  const answer = async (url: string, init: RequestInit) => {
    made.headers.push(new Headers(init.headers).get("authorization"));
    if (made.away) throw new TypeError("no net");
    if (made.refuse) return new Response("{}", { status: made.refuse });
    if (!url.endsWith("/stream")) {
      made.polls++;
      return Response.json(made.polled);
    }
    made.streams++;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        writer = controller;
        init.signal?.addEventListener("abort", () => controller.error(new DOMException("aborted", "AbortError")));
      },
    });
    return new Response(body);
  };
  const say = (text: string) => writer?.enqueue(new TextEncoder().encode(text));
  return { made, answer, say, cut: () => writer?.close() };
}

const frame = (value: LiveState) => `id: 1\nevent: state\ndata: ${JSON.stringify(value)}\n\n`;

let heard: LiveState[];
let lines: boolean[];
let refusals: number[];
let feed: LiveFeed;
let far: ReturnType<typeof server>;

beforeEach(() => {
  vi.useFakeTimers();
  far = server();
  [heard, lines, refusals] = [[], [], []];
  vi.stubGlobal("fetch", far.answer);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  const here = new EventTarget();
  vi.stubGlobal("addEventListener", here.addEventListener.bind(here));
  vi.stubGlobal("removeEventListener", here.removeEventListener.bind(here));
  feed = new LiveFeed({
    streamUrl: "/api/live/x/stream",
    pollUrl: "/api/live/x",
    headers: () => ({ authorization: "Bearer t" }),
    onState: (next) => heard.push(next),
    onLine: (online) => lines.push(online),
    onRefused: (status) => refusals.push(status),
  });
});

afterEach(() => {
  feed.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe("the news of a session", () => {
  it("comes by the stream, in pieces as they arrive, and says who asks", async () => {
    feed.start();
    await pass();
    const text = `: hello\n\n${frame(state(1))}${frame(state(2))}`;
    far.say(text.slice(0, 40));
    far.say(text.slice(40));
    await pass(10_000);
    expect(heard).toEqual([state(1), state(2)]);
    expect(far.made).toMatchObject({ streams: 1, polls: 0, headers: ["Bearer t"] });
  });

  it("is asked for when the stream stays silent, and no more once it speaks", async () => {
    far.made.polled = state(3);
    feed.start();
    await pass(6_000);
    expect(heard).toEqual([state(3)]);
    far.say(frame(state(4)));
    await pass(20_000);
    expect(far.made.polls).toBe(1);
    expect(heard.at(-1)).toEqual(state(4));
  });

  it("is asked for when the stream breaks, until it is open again", async () => {
    feed.start();
    await pass();
    far.say(frame(state(1)));
    await pass();
    far.made.polled = state(2);
    far.cut();
    await pass(400);
    expect(heard.at(-1)).toEqual(state(2));
    await pass(2_000);
    expect(far.made.streams).toBe(2);
    far.say(frame(state(5)));
    const { polls } = far.made;
    await pass(20_000);
    expect(far.made.polls).toBe(polls);
  });

  it("never goes back to an older state", async () => {
    feed.start();
    await pass();
    far.say(frame(state(9)));
    await pass();
    feed.take(state(8));
    expect(heard).toEqual([state(9)]);
  });

  it("says when nothing comes any more, and that it is back", async () => {
    far.made.away = true;
    feed.start();
    await pass(100);
    expect(lines.at(-1)).toBe(false);
    far.made.away = false;
    await pass(6_000);
    expect(lines.at(-1)).toBe(true);
  });

  it("gives up a stream that says nothing for longer than its pings", async () => {
    feed.start();
    await pass();
    far.say(frame(state(1)));
    for (let time = 0; time < 90; time += 15) {
      await pass(15_000);
      far.say(": \n\n");
    }
    expect(far.made.streams).toBe(1);
    await pass(36_000 + 2_000);
    expect(far.made.streams).toBe(2);
  });

  it("does not press on where it is turned away", async () => {
    far.made.refuse = 401;
    feed.start();
    await pass(20_000);
    expect(refusals).toEqual([401]);
    expect(far.made.headers).toHaveLength(1);
    far.made.refuse = 0;
    await pass(20_000);
    far.say(frame(state(7)));
    await pass();
    expect(heard.at(-1)).toEqual(state(7));
  });

  it("ends with the page", async () => {
    feed.start();
    await pass(7_000);
    feed.stop();
    const { polls } = far.made;
    // The server sees that nobody listens any more.
    expect(() => far.say(frame(state(9)))).toThrow("closed");
    await pass(60_000);
    expect([far.made.polls, far.made.streams]).toEqual([polls, 1]);
  });
});
