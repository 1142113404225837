import "server-only";
import { performance } from "node:perf_hooks";
import { getTenantById } from "@/lib/db/directory";
import { type TenantId, type TenantSql, withTenantSql } from "@/lib/db/tenant";
import { reasonOf } from "@/lib/events/error-reason";
import { resolvePeople } from "@/lib/events/person-links";
import { liveLimits } from "@/lib/live/limits";
import { type FeedEvent, readFeed, readPosition } from "@/lib/live/queries/read-session";
import type { Room } from "@/lib/live/room";
import { log } from "@/lib/log";

/** Numbers of the log that one reading goes through; a tenant that imports millions meanwhile holds up nobody. */
const stride = 20_000;
const retryMs = 1000;
const settingsMs = 30_000;

/**
 * Reads what the log has new for all rooms of one tenant, and lets them show it. At most one reading is under way, and between two there is
 * the time of a frame: so many notifications cost one reading, and readings and frames go in step.
 */
export class Feed {
  readonly #tenant: TenantId;
  readonly #rooms = new Map<string, Room>();
  /** number of the log up to which everything has been read; null before the first look */
  #seq: number | null = null;
  #beginning: Promise<void> | null = null;
  /** links that were logged, until the read models know them */
  #links: { seq: number; ids: readonly string[] }[] = [];
  #wanted = false;
  #reading = false;
  #stopped = false;
  #timer: NodeJS.Timeout | null = null;
  #nextAt = 0;
  #frameMs = liveLimits.frameMs;
  #settingsAt = Date.now();

  constructor(tenant: TenantId) {
    this.#tenant = tenant;
  }

  get isEmpty(): boolean {
    return this.#rooms.size === 0;
  }

  join(room: Room): void {
    this.#rooms.set(room.sessionId, room);
  }

  leave(room: Room): void {
    this.#rooms.delete(room.sessionId);
  }

  /** Resolves when it is settled from where on the log is followed. Call before loading a room. */
  begin(): Promise<void> {
    this.#beginning ??= withTenantSql(this.#tenant, async (db) => {
      const { head, projected } = await readPosition(db);
      // Beginning where the read models are, because a link that they do not know yet concerns a room as well.
      this.#seq = Math.max(projected, head - stride);
    }).catch((error: unknown) => {
      this.#beginning = null;
      throw error;
    });
    return this.#beginning;
  }

  /** There may be something new. */
  nudge(): void {
    this.#wanted = true;
    if (this.#reading || this.#stopped || this.#timer) return;
    const waitMs = Math.max(0, this.#nextAt - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#run();
    }, waitMs);
    this.#timer.unref();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #run(): Promise<void> {
    this.#reading = true;
    this.#wanted = false;
    const startedAt = performance.now();
    let restMs = 0;
    try {
      if (await this.#read()) this.#wanted = true;
      await this.#show();
    } catch (error) {
      restMs = retryMs;
      this.#wanted = true;
      log.warn(reasonOf(error), "the live feed cannot read the log; trying again");
    }
    this.#nextAt = startedAt + Math.max(this.#frameMs, restMs);
    this.#reading = false;
    if (this.#wanted) this.nudge();
  }

  /** Reads once. Returns whether there is more at once. */
  async #read(): Promise<boolean> {
    await this.begin();
    return withTenantSql(this.#tenant, async (db) => {
      const { head, projected } = await readPosition(db);
      const { events, lastSeq } = await readFeed(db, this.#seq ?? 0, [...this.#rooms.keys()], stride);
      this.#deliver(events);
      await this.#resolve(db, projected);
      this.#seq = lastSeq;
      return lastSeq < head;
    });
  }

  #deliver(events: readonly FeedEvent[]): void {
    const bySession = new Map<string, FeedEvent["event"][]>();
    for (const { seq, sessionId, linked, event } of events) {
      if (linked.length > 0) this.#links.push({ seq, ids: linked });
      else if (sessionId !== null) {
        const own = bySession.get(sessionId);
        if (own) own.push(event);
        else bySession.set(sessionId, [event]);
      }
    }
    for (const [sessionId, own] of bySession) this.#rooms.get(sessionId)?.apply(own);
  }

  /** Asks who the new actors are, and once more about everybody whom a link concerns that the read models have now taken in. */
  async #resolve(db: TenantSql, projected: number): Promise<void> {
    const known = this.#links.filter(({ seq }) => seq <= projected).flatMap(({ ids }) => ids);
    for (const { count } of this.#rooms.values()) {
      if (known.length > 0 && count.concerns(known)) count.learn(await resolvePeople(db, count.actors()));
      else if (count.unresolved.size > 0) count.learn(await resolvePeople(db, count.unresolved));
    }
    this.#links = this.#links.filter(({ seq }) => seq > projected);
  }

  /** Sends the rooms' frames. When that takes long, the next ones come later, but never later than twice a second. */
  async #show(): Promise<void> {
    await this.#refreshSettings();
    const startedAt = performance.now();
    let sent = 0;
    for (const room of this.#rooms.values()) sent += room.broadcast(Date.now());
    if (sent === 0) return;
    // The frames are written when this turn is over; what that took is the time until the next one.
    await new Promise((done) => setImmediate(done));
    const costMs = performance.now() - startedAt;
    this.#frameMs = Math.min(liveLimits.slowFrameMs, Math.max(liveLimits.frameMs, costMs * 3));
  }

  async #refreshSettings(): Promise<void> {
    if (Date.now() - this.#settingsAt < settingsMs) return;
    this.#settingsAt = Date.now();
    const tenant = await getTenantById(this.#tenant);
    if (tenant) for (const room of this.#rooms.values()) room.refresh(tenant);
  }
}
