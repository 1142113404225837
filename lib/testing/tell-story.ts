import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { projectNext } from "@/lib/events/projector";
import { projections } from "@/lib/projections";
import { writeLog } from "@/lib/testing/event-log";
import type { PracticeStory } from "@/lib/testing/practice-story";

/** Puts stories into a tenant's log, with what was written to where intake puts it, and projects everything. */
export async function tellStories(tenant: Tenant, stories: readonly PracticeStory[]): Promise<void> {
  await withTenantSql(tenant.id, async (db) => {
    for (const [eventId, text] of stories.flatMap((story) => [...story.texts])) {
      await db.execute(
        "insert into analytics.private_texts (tenant_id, event_id, field, value) values ($1, $2, 'text', $3) on conflict do nothing",
        [tenant.id, eventId, text],
      );
    }
  });
  await writeLog(
    tenant,
    stories.flatMap((story) => story.events),
    5000,
  );
  while ((await projectNext(tenant, projections)).kind === "projected");
}
