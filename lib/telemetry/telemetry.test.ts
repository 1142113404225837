import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "@/lib/analytics/day";
import { dayOf, startOfDay } from "@/lib/analytics/zone";
import { writeAudit } from "@/lib/audit/write-audit";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { telemetryRows } from "@/lib/telemetry/export";
import { correlate } from "@/lib/telemetry/metrics";
import { readTelemetry, type Telemetry } from "@/lib/telemetry/read-telemetry";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { logged, writeLog } from "@/lib/testing/event-log";
import { PracticeStory, uuidOf } from "@/lib/testing/practice-story";
import { tellStories } from "@/lib/testing/tell-story";

const database = await createTestDatabase();
const zone = "Asia/Kathmandu";
// Noon two days ago in Kathmandu; the period ends at noon today there.
const today = dayOf(new Date(), zone);
const noon = (day: string) => new Date(startOfDay(day, zone).getTime() + 12 * 3_600_000);
const hour = noon(addDays(today, -2));
const now = noon(today);
let tenant: Tenant;
let telemetry: Telemetry;

/** Five people ready; one leaves before the start; one comes in a second tab; two look at the recap, one of them twice. */
const circle = (sessionId: string, at: Date, units: number) => {
  const story = new PracticeStory(sessionId, at).scheduled(-60, { masterId: "anna", title: sessionId }).started(0);
  for (const name of ["a", "b", "c", "d", "gone"]) story.ready(-5, { person: name });
  return story
    .left(-2, { person: "gone" })
    .ready(3, { person: "a", device: "second" })
    .left(30, { person: "b" })
    .gave(40, { person: "a", units })
    .ended(45);
};

const viewed = (sessionId: string, person: string, minute: number) =>
  logged({
    eventId: uuidOf(`viewed ${sessionId} ${person} ${minute}`),
    name: "recap.viewed",
    occurredAt: new Date(hour.getTime() + minute * 60_000),
    actor: uuidOf(`person ${person}`),
    sessionKey: sessionId,
    properties: { sessionId, surface: "page" },
  });

beforeAll(async () => {
  tenant = await makeTenant({ timeZone: zone });
  // The same story next door must never count here.
  for (const one of [tenant, await makeTenant({ timeZone: zone })]) {
    await writeLog(one, [viewed("c1", "a", 50), viewed("c1", "a", 51), viewed("c1", "c", 52)], 10);
    await tellStories(one, [
      circle("c1", hour, 4),
      circle("c2", new Date(hour.getTime() - 86_400_000), 8),
      circle("before", new Date(hour.getTime() - 9 * 86_400_000), 1),
    ]);
    const { user } = await asRole(one, "operations");
    for (const [state, people] of [
      ["done", 40],
      ["done", null],
      ["failed", null],
      ["cancelled", 3],
    ] as const) {
      await database.admin(
        `insert into export_jobs (tenant_id, id, created_by, created_at, content, format, query, state, people_total, finished_at)
         values ($1, $2, $3, $4, 'sessions', 'csv', '{}', $5, $6, $4)`,
        [one.id, randomUUID(), user.id, hour, state, people],
      );
    }
    await database.admin(
      `insert into anomaly_actions (tenant_id, id, session_id, kind, action, note, by_user, at)
       values ($1, $2, 'c1', 'low-attendance', 'followed-up', 'called her', $3, $4), ($1, $5, 'c1', 'low-attendance', 'closed', '', $3, $4)`,
      [one.id, randomUUID(), user.id, hour, randomUUID()],
    );
    await withTenantSql(one.id, (db) =>
      writeAudit(
        db,
        { kind: "system", label: "Attune" },
        { action: "report.pdf-failed", target: { type: "session", id: "c1" } },
        hour,
      ),
    );
    await database.admin(`delete from analytics.projector_batches where tenant_id = $1`, [one.id]);
    // 90 events within 100 ms, 9 within 2 s, 1 within a minute.
    await database.admin(
      `insert into analytics.projector_batches (tenant_id, first_seq, last_seq, events, received_from, received_to, occurred_from, occurred_to, visible_at)
       select $1, seq, seq, events, $2::timestamptz, $2, $2, $2, $2::timestamptz + waited * interval '1 millisecond'
       from (values (1, 90, 100), (2, 9, 2000), (3, 1, 60000)) b (seq, events, waited)`,
      [one.id, hour],
    );
  }
  const search = { range: "7d", compare: "previous" } as const;
  telemetry = await withTenantSql(tenant.id, (db) => readTelemetry(db, tenant, search, now));
});

describe("the telemetry of a period", () => {
  it("counts every figure by its definition, with both parts, and the period before", () => {
    const rows = telemetryRows(telemetry).map(({ metric, value, numerator, denominator, before }) => [
      metric,
      value,
      numerator,
      denominator,
      before,
    ]);
    expect(rows).toEqual([
      ["readyTaps", 12, null, null, 6],
      ["leaveEvents", 4, null, null, 2],
      ["dedupeResolutions", 2, null, null, 1],
      ["dedupeShare", 0.2, 2, 10, 0.2],
      ["churnBeforeStart", 0.2, 2, 10, 0.2],
      ["recapViews", 3, null, null, 0],
      ["recapRate", 0.25, 2, 8, 0],
      ["exportsOfTotals", 1, null, null, 0],
      ["latencyP50", 100, null, null, null],
      ["latencyP95", 2000, null, null, null],
      ["latencyP99", 2000, null, null, null],
      ["reportRuns", 4, null, null, 0],
      ["reportFailures", 2 / 4, 2, 4, null],
      ["openRate", null, 0, 0, null],
      ["followUps", null, 1, 0, null],
    ]);
  });

  it("sets units against people, session by session", () => {
    expect(telemetry.units.pairs.map(({ sessionId, total, au }) => [sessionId, total, au])).toEqual([
      ["c1", 4, 4],
      ["c2", 4, 8],
    ]);
    expect(telemetry.units).toMatchObject({ n: 2, r: null });
    expect(telemetry.agreement).toBeNull();
  });

  it("cuts an unfinished day at the hour, in the log as in what it is compared with", async () => {
    const at = (search: object, moment: Date) =>
      withTenantSql(tenant.id, (db) =>
        readTelemetry(db, tenant, { range: "custom", compare: "none", ...search }, moment),
      );
    const day = addDays(today, -2);
    const morning = await at({ from: day, to: day }, new Date(hour.getTime() - 4 * 60_000));
    expect(morning.counts.readyTaps).toBe(5);
    const evening = await at({ from: day, to: day }, new Date(hour.getTime() + 60 * 60_000));
    expect(evening.counts.readyTaps).toBe(6);
  });
});

describe("the correlation", () => {
  it("is Pearson's, and none where it would say nothing", () => {
    expect(
      correlate([
        [1, 2],
        [2, 4],
        [3, 6],
      ]).r,
    ).toBeCloseTo(1);
    expect(
      correlate([
        [1, 6],
        [2, 4],
        [3, 2],
      ]).r,
    ).toBeCloseTo(-1);
    expect(
      correlate([
        [1, 1],
        [2, 3],
        [3, 2],
        [4, 4],
      ]).r,
    ).toBeCloseTo(0.8);
    expect(
      correlate([
        [1, 1],
        [1, 2],
        [1, 3],
      ]),
    ).toEqual({ n: 3, r: null });
    expect(
      correlate([
        [1, 1],
        [2, 2],
      ]),
    ).toEqual({ n: 2, r: null });
  });
});
