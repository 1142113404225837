import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { type Listener, listen } from "@/lib/db/listen";
import { type TenantId, withTenantSql } from "@/lib/db/tenant";
import { unavailable } from "@/lib/errors";
import { resolvePeople } from "@/lib/events/person-links";
import { Feed } from "@/lib/live/feed";
import { liveLimits } from "@/lib/live/limits";
import { readWholeSession } from "@/lib/live/queries/read-session";
import { Room, type Viewer } from "@/lib/live/room";
import { log } from "@/lib/log";

/*
 * Every session that somebody watches or takes part in through this process is a room. One connection listens for all of them; each tenant
 * with a room has one feed, which reads what is new of all its rooms at once. Without rooms there is neither.
 */

interface Opening {
  room: Room;
  loaded: Promise<void>;
}

interface Hub {
  rooms: Map<string, Opening>;
  feeds: Map<TenantId, Feed>;
  viewers: number;
  listener: Listener | null;
  timer: NodeJS.Timeout | null;
  pingedAt: number;
  endsOnStop: boolean;
}

// Next may load this module more than once in a process; two hubs would listen twice.
const held = globalThis as { attuneLiveHub?: Hub };
held.attuneLiveHub ??= {
  rooms: new Map(),
  feeds: new Map(),
  viewers: 0,
  listener: null,
  timer: null,
  pingedAt: 0,
  endsOnStop: false,
};
const hub: Hub = held.attuneLiveHub;

const keyOf = (tenant: TenantId, sessionId: string) => `${tenant} ${sessionId}`;
const channels = ["attune_events", "attune_projected"] as const;
const tickMs = 1000;

/**
 * The room of a session, loaded and kept up to date from here on for as long as somebody uses it. The caller knows that the tenant has the
 * session. Throws `unavailable` when this process follows as many sessions as it may.
 */
export async function openRoom(tenant: Tenant, sessionId: string): Promise<Room> {
  const key = keyOf(tenant.id, sessionId);
  const opening = hub.rooms.get(key) ?? begin(tenant, sessionId, key);
  opening.room.usedAt = Date.now();
  opening.room.refresh(tenant);
  await opening.loaded;
  return opening.room;
}

function begin(tenant: Tenant, sessionId: string, key: string): Opening {
  if (hub.rooms.size >= liveLimits.rooms) closeIdle(0);
  if (hub.rooms.size >= liveLimits.rooms) throw unavailable(5, "This server follows as many sessions as it can.");
  const room = new Room(tenant, sessionId);
  const opening = { room, loaded: Promise.resolve() };
  hub.rooms.set(key, opening);
  awake();
  let feed = hub.feeds.get(tenant.id);
  if (!feed) {
    feed = new Feed(tenant.id);
    hub.feeds.set(tenant.id, feed);
  }
  // Joined before it is loaded: whatever is committed after the load's own snapshot then comes through the feed.
  feed.join(room);
  opening.loaded = load(feed, room).catch((error: unknown) => {
    drop(key, room);
    throw error;
  });
  // Whoever waits hears of a failure; when nobody does any more, it is no unhandled one.
  opening.loaded.catch(() => undefined);
  return opening;
}

async function load(feed: Feed, room: Room): Promise<void> {
  await feed.begin();
  await withTenantSql(room.tenant.id, async (db) => {
    room.apply(await readWholeSession(db, room.sessionId));
    room.count.learn(await resolvePeople(db, room.count.actors()));
  });
}

/** Lets somebody watch a room until the returned function is called. Throws `unavailable` when too many watch already. */
export function watch(room: Room, viewer: Viewer): () => void {
  if (hub.viewers >= liveLimits.viewers)
    throw unavailable(5, "As many people watch through this server as it can serve.");
  hub.viewers++;
  room.viewers.add(viewer);
  let watching = true;
  return () => {
    if (!watching) return;
    watching = false;
    hub.viewers--;
    room.viewers.delete(viewer);
    if (liveLimits.lingerMs === 0) closeIdle(0);
  };
}

/** Tells the room's feed that something happened here, without waiting to hear it from the database. */
export const nudge = (tenant: TenantId): void => hub.feeds.get(tenant)?.nudge();

/** What is held at this moment: a test looks here for what was not freed. */
export const liveCounts = () => ({
  rooms: hub.rooms.size,
  feeds: hub.feeds.size,
  viewers: hub.viewers,
  listeners: hub.listener ? 1 : 0,
  timers: hub.timer ? 1 : 0,
});

function awake(): void {
  hub.listener ??= listen(channels, {
    onMessage: (_, tenant) => hub.feeds.get(tenant as TenantId)?.nudge(),
    onConnect: () => {
      for (const feed of hub.feeds.values()) feed.nudge();
    },
  });
  hub.timer ??= setInterval(tick, tickMs).unref();
  endStreamsOnStop();
}

/**
 * A server that is told to stop waits for its open requests, and a stream is open for ever. Only where somebody else ends the process on the
 * signal: a listener of ours alone would keep it alive.
 */
function endStreamsOnStop(): void {
  if (hub.endsOnStop) return;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    if (process.listenerCount(signal) === 0) continue;
    process.once(signal, closeRooms);
    hub.endsOnStop = true;
  }
}

/** What time alone changes: reactions that fade, connections that need a sign of life, rooms that nobody uses any more. */
function tick(): void {
  const now = Date.now();
  // Not sent from here: the feed keeps the time between two frames.
  for (const { room } of hub.rooms.values()) if (room.isDue(now)) hub.feeds.get(room.tenant.id)?.nudge();
  if (now - hub.pingedAt >= liveLimits.pingMs) {
    hub.pingedAt = now;
    for (const { room } of hub.rooms.values()) for (const viewer of room.viewers) viewer.ping();
    // A notification can be lost with its connection; nobody waits longer than this for what it told of.
    for (const feed of hub.feeds.values()) feed.nudge();
  }
  closeIdle(liveLimits.lingerMs);
}

function closeIdle(lingerMs: number): void {
  const before = Date.now() - lingerMs;
  for (const [key, { room }] of hub.rooms) {
    if (room.viewers.size === 0 && room.usedAt <= before) drop(key, room);
  }
}

function drop(key: string, room: Room): void {
  if (hub.rooms.get(key)?.room !== room) return;
  hub.rooms.delete(key);
  const feed = hub.feeds.get(room.tenant.id);
  feed?.leave(room);
  if (feed?.isEmpty) {
    feed.stop();
    hub.feeds.delete(room.tenant.id);
  }
  if (hub.rooms.size > 0) return;
  if (hub.timer) clearInterval(hub.timer);
  hub.timer = null;
  const { listener } = hub;
  hub.listener = null;
  listener?.stop().catch((error: unknown) => log.debug({ err: error }, "the live listener did not close"));
}

/** Closes every room and sends every viewer away (shutdown, tests). */
export function closeRooms(): void {
  for (const [key, { room }] of [...hub.rooms]) {
    for (const viewer of [...room.viewers]) viewer.close();
    drop(key, room);
  }
}
