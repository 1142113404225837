import { readEvents } from "@/components/live/event-stream";
import type { LiveState } from "@/lib/live/schema";

export interface FeedOptions {
  /** the address of the stream of server-sent events, and the one that answers once */
  streamUrl: string;
  pollUrl: string;
  /** what names the reader, read before every request */
  headers: () => Record<string, string>;
  onState: (state: LiveState) => void;
  /** whether news reaches us at all, by whichever way */
  onLine: (online: boolean) => void;
  /** the server knows us or the session not, or not any more */
  onRefused: (status: number) => void;
}

/** A stream says something at least every 15 seconds; one that is silent for longer is dead, whatever the browser thinks. */
const silenceMs = 35_000;
/** How long it may take until the first state came by the stream before the page also asks by itself. */
const patienceMs = 6_000;
const pollMs = 4_000;
/** After the end only what is still being summed up changes. */
const pollAfterEndMs = 20_000;
const longestPauseMs = 30_000;

/**
 * Follows a session: by the stream while it flows, by asking every few seconds while it does not, and by the stream again as
 * soon as it comes back. The reader sees one thing, whichever way it came.
 */
export class LiveFeed {
  private stream: AbortController | null = null;
  private readonly timers = new Map<"reopen" | "patience" | "poll", ReturnType<typeof setTimeout>>();
  private failures = 0;
  private polling = false;
  private stopped = true;
  private newest = "";
  private over = false;
  private turnedAway = false;

  constructor(private readonly options: FeedOptions) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    document.addEventListener("visibilitychange", this.onReturn);
    addEventListener("online", this.onReturn);
    void this.follow();
  }

  stop(): void {
    this.stopped = true;
    document.removeEventListener("visibilitychange", this.onReturn);
    removeEventListener("online", this.onReturn);
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.stream?.abort();
    this.polling = false;
  }

  /** A state that came with an answer to something else; it counts like one of the stream. */
  take(state: LiveState): void {
    // Two ways bring news, and the slower must not take the page back.
    if (state.serverTime < this.newest) return;
    this.newest = state.serverTime;
    this.over = state.phase === "ended" || state.phase === "cancelled";
    this.options.onState(state);
  }

  private async follow(): Promise<void> {
    const stream = new AbortController();
    this.stream = stream;
    this.later("patience", patienceMs, () => this.startPolling());
    let silence = setTimeout(() => stream.abort(), silenceMs);
    try {
      const answer = await fetch(this.options.streamUrl, {
        headers: { accept: "text/event-stream", ...this.options.headers() },
        cache: "no-store",
        signal: stream.signal,
      });
      if (!answer.ok || !answer.body) return this.refused(answer.status);
      const heard = new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, out) => {
          clearTimeout(silence);
          silence = setTimeout(() => stream.abort(), silenceMs);
          out.enqueue(chunk);
        },
      });
      await readEvents(answer.body.pipeThrough(heard), ({ name, data }) => {
        const state = name === "state" ? parsed(data) : null;
        if (!state || this.stopped) return;
        this.failures = 0;
        this.turnedAway = false;
        this.stopPolling();
        this.options.onLine(true);
        this.take(state);
      });
    } catch {
      // Broken off on the way: what follows is the same as after an end.
    } finally {
      clearTimeout(silence);
      this.resume();
    }
  }

  private refused(status: number): void {
    this.turnedAway = [401, 403, 404].includes(status);
    if (!this.turnedAway) return;
    this.stopPolling();
    this.options.onRefused(status);
  }

  /** The stream has ended: ask by hand until it can be opened again, and try that more rarely each time. */
  private resume(): void {
    if (this.stopped) return;
    // Who is not let in asks again now and then, because sessions appear and settings change.
    if (!this.turnedAway) this.startPolling();
    const pause = this.turnedAway ? longestPauseMs : Math.min(longestPauseMs, 1_000 * 2 ** this.failures++);
    this.later("reopen", pause * (0.75 + Math.random() / 2), () => void this.follow());
  }

  private startPolling(): void {
    if (this.polling || this.stopped) return;
    this.polling = true;
    void this.poll();
  }

  private stopPolling(): void {
    this.polling = false;
    clearTimeout(this.timers.get("poll"));
    clearTimeout(this.timers.get("patience"));
  }

  private async poll(): Promise<void> {
    try {
      const answer = await fetch(this.options.pollUrl, { headers: this.options.headers(), cache: "no-store" });
      if (this.stopped) return;
      if (!answer.ok) {
        this.refused(answer.status);
        throw new Error(String(answer.status));
      }
      const state = parsed(await answer.text());
      this.options.onLine(true);
      if (state) this.take(state);
    } catch {
      if (!this.stopped && !this.over) this.options.onLine(false);
    }
    if (this.polling) this.later("poll", this.over ? pollAfterEndMs : pollMs, () => void this.poll());
  }

  private later(what: "reopen" | "patience" | "poll", ms: number, then: () => void): void {
    clearTimeout(this.timers.get(what));
    if (!this.stopped) this.timers.set(what, setTimeout(then, ms));
  }

  // A page that comes back to the light, or a phone to the net, asks at once: its stream may have died in its sleep.
  private readonly onReturn = () => {
    if (document.visibilityState === "visible" && !this.stopped) void this.poll();
  };
}

function parsed(text: string): LiveState | null {
  try {
    const value = JSON.parse(text) as LiveState;
    return typeof value === "object" && value !== null && typeof value.phase === "string" ? value : null;
  } catch {
    return null;
  }
}
