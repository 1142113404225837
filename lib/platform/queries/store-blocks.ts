import "server-only";
import { appPool } from "@/lib/db/pools";
import type { Block } from "@/lib/platform/cohorts";

/** The blocks that a month published, and a digest that is the same whenever they are. */
export interface PublishedMonth {
  readonly digest: string;
  readonly blocks: readonly Block[];
}

/**
 * Writes a month's blocks anew where they have changed. What shall be published is asked for once nobody else is publishing, so that an
 * older answer never overwrites a newer one.
 * @returns whether anything was written
 */
export async function storeMonth(month: string, now: Date, publish: () => Promise<PublishedMonth>): Promise<boolean> {
  const client = await appPool().connect();
  try {
    await client.query("begin");
    await client.query("/* platform.publish-one-at-a-time */ select pg_advisory_xact_lock(hashtext('attune.cohorts'))");
    const { digest, blocks } = await publish();
    const held = await client.query<{ digest: string }>("select digest from cohort_months where month = $1", [month]);
    const changed = held.rows[0]?.digest !== digest;
    if (changed) {
      const shares = blocks.flatMap((block) =>
        block.tenants.flatMap(({ tenant, people }) => (tenant === null ? [] : [{ ...block, tenant, people }])),
      );
      await client.query("/* platform.drop-month */ delete from cohort_months where month = $1", [month]);
      await client.query(
        "/* platform.add-month */ insert into cohort_months (month, digest, published_at) values ($1, $2, $3)",
        [month, digest, now],
      );
      await client.query(
        `/* platform.add-blocks */ insert into cohort_blocks (month, framework_id, format, primary_id, secondary_id, people)
         select $1, framework, format, "primary", secondary, people from jsonb_to_recordset($2)
           as b (framework text, format text, "primary" text, secondary text, people bigint)`,
        [month, JSON.stringify(blocks)],
      );
      await client.query(
        `/* platform.add-shares */ insert into cohort_shares (tenant_id, month, framework_id, format, primary_id, secondary_id, people)
         select tenant, $1, framework, format, "primary", secondary, people from jsonb_to_recordset($2)
           as s (tenant uuid, framework text, format text, "primary" text, secondary text, people bigint)`,
        [month, JSON.stringify(shares)],
      );
    }
    await client.query("commit");
    client.release();
    return changed;
  } catch (error) {
    // The connection may be what broke; the pool makes another one.
    client.release(true);
    throw error;
  }
}
