import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { liveLimits } from "@/lib/live/limits";
import type { LiveState } from "@/lib/live/schema";
import { SessionCount } from "@/lib/live/session-count";
import { gatheringOf } from "@/lib/master-sessions/gathering";
import type { PracticeEvent } from "@/lib/master-sessions/practice-event";

/** Somebody to whom frames are sent. */
export interface Viewer {
  /** Takes a frame; what she cannot take now is left out, because the next one says everything anew. */
  send(frame: Uint8Array): void;
  /** A sign of life on a connection that has been silent. */
  ping(): void;
  close(): void;
}

const encoder = new TextEncoder();

/** One session that this process follows: what is counted of it, and who watches. */
export class Room {
  readonly count = new SessionCount();
  readonly viewers = new Set<Viewer>();
  /** epoch milliseconds of the last request that used it */
  usedAt = 0;
  #tenant: Tenant;
  readonly sessionId: string;
  #revision = 0;
  /** the revision that the viewers have */
  #sent = 0;
  #content = "";

  constructor(tenant: Tenant, sessionId: string) {
    this.#tenant = tenant;
    this.sessionId = sessionId;
  }

  get tenant(): Tenant {
    return this.#tenant;
  }

  /** The tenant's settings may have changed (what is shown of small numbers, the name of the units). */
  refresh(tenant: Tenant): void {
    this.#tenant = tenant;
  }

  apply(events: Iterable<PracticeEvent>): boolean {
    return this.count.add(events);
  }

  /** What participants see at this moment. */
  state(now: number): LiveState {
    const content = this.#look(now);
    return { ...content, revision: this.#revision, serverTime: new Date(now).toISOString() };
  }

  /** The state as a frame of the stream. */
  frame(now: number): Uint8Array {
    const state = this.state(now);
    return encoder.encode(`id: ${state.revision}\nevent: state\ndata: ${JSON.stringify(state)}\n\n`);
  }

  /** The first frame of somebody who has just come; when nobody else watches, the next one waits for a change. */
  greeting(now: number): Uint8Array {
    const frame = this.frame(now);
    if (this.viewers.size <= 1) this.#sent = this.#revision;
    return frame;
  }

  /** Whether the viewers have another state than the present one. */
  isDue(now: number): boolean {
    if (this.viewers.size === 0) return false;
    this.#look(now);
    return this.#sent !== this.#revision;
  }

  /** Sends everybody the state if it is another than the last. Encodes it once. Returns to how many. */
  broadcast(now: number): number {
    if (!this.isDue(now)) return 0;
    const frame = this.frame(now);
    this.#sent = this.#revision;
    for (const viewer of this.viewers) viewer.send(frame);
    return this.viewers.size;
  }

  /** Works out what is shown; a difference makes a new revision, which also grows from one process to the next. */
  #look(now: number): Omit<LiveState, "revision" | "serverTime"> {
    const content = this.#describe(now);
    const text = JSON.stringify(content);
    if (text !== this.#content) {
      this.#content = text;
      this.#revision = Math.max(this.#revision + 1, now);
    }
    return content;
  }

  #describe(now: number): Omit<LiveState, "revision" | "serverTime"> {
    const { header, masterName, presentNow, total, countries, reactions, au } = this.count.standings();
    const { startedAt, endedAt, cancelledAt, scheduledAt } = header;
    const phase = cancelledAt ? "cancelled" : endedAt ? "ended" : startedAt ? "live" : "scheduled";
    const { auLabel, auUnit } = this.#tenant;
    const gathering = gatheringOf(startedAt ? total : presentNow, this.#tenant);
    return {
      sessionId: this.sessionId,
      phase,
      title: header.title,
      masterName,
      language: header.language,
      startsAt: scheduledAt?.toISOString() ?? null,
      startedAt: startedAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
      durationMinutes: header.durationMinutes,
      gathering,
      countries: [...countries],
      reactions: [...reactions],
      recentReactions: phase === "live" ? this.count.reactedSince(now - liveLimits.recentMs) : 0,
      // From the units one could read how many a small circle were, as in its report.
      au: endedAt && gathering.display !== "small-circle" ? { units: au, label: auLabel, unit: auUnit } : null,
    };
  }
}
