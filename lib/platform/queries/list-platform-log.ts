import "server-only";
import { z } from "zod";
import { type PlatformLogState, verifyPlatformLog } from "@/lib/audit/platform-log";
import { appPool } from "@/lib/db/pools";
import { zBytes, zInstant, zInt } from "@/lib/db/row";

const row = z.object({
  seq: zInt,
  at: zInstant,
  actorId: z.string(),
  actor: z.string(),
  action: z.string(),
  targetType: z.string(),
  targetId: z.string(),
  detail: z.record(z.string(), z.json()),
  hash: zBytes,
});
export type PlatformLogEntry = z.output<typeof row>;

/** The newest entries of the platform's own log, and whether the whole of it is as it was written. */
export async function readPlatformLog(newest = 50): Promise<{ entries: PlatformLogEntry[]; state: PlatformLogState }> {
  const { rows } = await appPool().query(
    `/* platform.read-log */ select l.seq, l.at, l.actor_id as "actorId", coalesce(u.email, '') as actor, l.action,
       l.target_type as "targetType", l.target_id as "targetId", l.detail, l.hash
     from platform_log l left join users u on u.id = l.actor_id order by l.seq`,
  );
  const all = rows.map((found) => row.parse(found));
  return { entries: all.slice(-newest).reverse(), state: verifyPlatformLog(all) };
}
