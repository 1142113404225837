import "server-only";
import { type TenantId, withTenantSql } from "@/lib/db/tenant";
import { liveLimits } from "@/lib/live/limits";
import { dropBeat, storeBeats } from "@/lib/live/queries/heartbeats";

/** One tab of one device of one person, in one session. */
export interface Connection {
  readonly sessionId: string;
  readonly actor: string;
  readonly deviceId: string;
  readonly connectionId: string;
}

interface Waiting {
  connection: Connection;
  at: number;
  resolve(returned: boolean): void;
  reject(error: unknown): void;
}

interface Line {
  waiting: Waiting[];
  flushing: boolean;
}

const held = globalThis as { attuneHeartbeatLines?: Map<TenantId, Line> };
held.attuneHeartbeatLines ??= new Map();
const lines = held.attuneHeartbeatLines;

/** Rows of one statement. */
const mostAtOnce = 1000;

/**
 * Notes that a connection lives, together with whatever else of its tenant waits: heartbeats are many, each worth little, and no events.
 * Resolves with whether the connection is new or had been silent beyond the limit, so that it counts as having come (back).
 */
export function beat(tenant: TenantId, connection: Connection, at: Date): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let line = lines.get(tenant);
    if (!line) {
      line = { waiting: [], flushing: false };
      lines.set(tenant, line);
    }
    line.waiting.push({ connection, at: at.getTime(), resolve, reject });
    if (!line.flushing) void flush(tenant, line);
  });
}

/** Forgets a connection that said goodbye, so that its silence is no news. */
export const forgetBeat = (tenant: TenantId, connection: Connection): Promise<void> =>
  withTenantSql(tenant, async (db) => void (await dropBeat.all(db, connection)));

const keyOf = ({ sessionId, actor, deviceId, connectionId }: Connection) =>
  JSON.stringify([sessionId, actor, deviceId, connectionId]);

async function flush(tenant: TenantId, line: Line): Promise<void> {
  line.flushing = true;
  while (line.waiting.length > 0) {
    const batch = line.waiting.splice(0, mostAtOnce);
    try {
      const latest = new Map<string, Waiting>();
      for (const waiting of batch) {
        const key = keyOf(waiting.connection);
        if ((latest.get(key)?.at ?? 0) <= waiting.at) latest.set(key, waiting);
      }
      const beats = [...latest.values()].map(({ connection, at }) => ({ ...connection, seenAt: new Date(at) }));
      const returned = await withTenantSql(tenant, (db) => storeBeats(db, beats, liveLimits.silentMs));
      const came = new Set(returned.map(keyOf));
      for (const { connection, resolve } of batch) resolve(came.has(keyOf(connection)));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  line.flushing = false;
  if (lines.get(tenant) === line) lines.delete(tenant);
}
