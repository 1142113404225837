import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { projectNext } from "@/lib/events/projector";
import { projections } from "@/lib/projections";
import type { TestDatabase } from "@/lib/testing/db";
import { type LoggedEvent, writeLog } from "@/lib/testing/event-log";
import type { PracticeStory } from "@/lib/testing/practice-story";
import { tableRows } from "@/lib/testing/table-rows";

/** The tables that the projection of master sessions fills. */
export const sessionTables = [
  "masters",
  "master_sessions",
  "live_rooms",
  "session_days",
  "session_actors",
  "session_attendance",
  "session_device_intervals",
  "session_breakdowns",
  "session_gratitude",
  "session_replays",
  "session_totals",
  "session_day_totals",
] as const;

/** Every row of the session read models of a tenant, by table. */
export const sessionRows = (database: TestDatabase, tenant: Tenant) => tableRows(database, tenant, sessionTables);

export interface Telling {
  /** other events than the story's, or its own in another order */
  events?: readonly LoggedEvent[];
  /** events in a batch of the projector */
  batch?: number;
  /** events in a flush of the log */
  flush?: number;
}

/** Tells a story to a tenant: texts go where intake puts them, events into the log, and all of it through the projector. */
export async function tell(tenant: Tenant, told: PracticeStory, { events, batch, flush }: Telling = {}): Promise<void> {
  await withTenantSql(tenant.id, async (db) => {
    for (const [eventId, text] of told.texts) {
      await db.execute(
        `insert into analytics.private_texts (tenant_id, event_id, field, value) values ($1, $2, 'text', $3)
         on conflict do nothing`,
        [tenant.id, eventId, text],
      );
    }
  });
  await writeLog(tenant, events ?? told.events, flush ?? 50);
  for (;;) {
    const step = await projectNext(tenant, projections, batch);
    if (step.kind !== "projected") return;
  }
}
