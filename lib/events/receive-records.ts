import "server-only";
import type { Tenant } from "@/lib/db/directory";
import { type TenantSql, withTenantSql } from "@/lib/db/tenant";
import { invalid } from "@/lib/errors";
import { nativeEvent } from "@/lib/events/envelope";
import { takeIn } from "@/lib/events/intake";
import { intakeLimits } from "@/lib/events/limits";
import { reserve, spend } from "@/lib/events/load-budget";
import { isObject, parseJson } from "@/lib/events/parse-events";
import { declaredLength, readBody } from "@/lib/events/read-body";
import type { Verdict } from "@/lib/events/verdict";
import type { IngestContext } from "@/lib/guard/route";

/** Appends events in native form, at most as many as a request may hold; the key is asked for once more in that transaction. */
export type Append = (events: readonly unknown[]) => Promise<Verdict[]>;

export interface RecordsContext {
  readonly tenant: Tenant;
  readonly append: Append;
  /** a short transaction inside the tenant's walls, for what has to be looked up */
  read<T>(fn: (db: TenantSql) => Promise<T>): Promise<T>;
}

/** Records that one request may bring: each becomes up to two events. */
export const mostRecords = intakeLimits.requestEvents / 2;

/**
 * A request that brings records of another form than events (a gateway's rows, say): an object or an array of objects. What
 * they mean is told by `take`, which appends them as events; keys, limits and room are those of the intake.
 */
export async function receiveRecords<T>(
  ctx: IngestContext,
  take: (records: readonly unknown[], given: RecordsContext) => Promise<T>,
): Promise<T> {
  const { request, now } = ctx;
  const room = reserve(ctx.sender?.tenant.id ?? "unknown sender", declaredLength(request) ?? intakeLimits.requestBytes);
  try {
    const sender = ctx.sender ?? (await ctx.senderOf(undefined));
    const text = await readBody(request);
    const body = parseJson(text);
    const records = Array.isArray(body) ? body : [body];
    if (records.length > mostRecords) throw invalid({ body: `may hold ${mostRecords} records; send them in parts` });
    if (!records.some(isObject)) throw invalid({ body: "must be an object, or an array of objects" });
    spend(sender.hash, records.length, now.getTime());
    const append: Append = (events) =>
      takeIn(events, {
        tenant: sender.tenant,
        keyHash: sender.hash,
        receivedAt: now,
        agent: null,
        bodyLength: text.length,
        read: (message) => nativeEvent(message),
        // The request's own room is held until its answer; what is appended here came out of it.
        room: reserve(sender.tenant.id, 1024),
      });
    const { tenant } = sender;
    return await take(records, { tenant, append, read: (fn) => withTenantSql(tenant.id, fn) });
  } finally {
    room.leave();
  }
}
