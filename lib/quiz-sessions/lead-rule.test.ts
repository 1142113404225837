import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withTenantSql } from "@/lib/db/tenant";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { projections } from "@/lib/projections";
import { type LeadRule, leadReasons, pointsOf, rankOfPoints } from "@/lib/quiz-sessions/lead-rule";
import { applyLeadRule, previewLeadRule } from "@/lib/quiz-sessions/queries/lead-sql";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { rowsOf } from "@/lib/testing/ingest";
import { quizWalk } from "@/lib/testing/quiz-story";

await createTestDatabase();
const dayMs = 86_400_000;

interface Row {
  session_id: string;
  last_at: Date;
  completed_at: Date | null;
  booked_at: Date | null;
  email_opened_at: Date | null;
  primary_id: string | null;
  top_score: number | null;
  lead: number;
  lead_points: number;
  suggested_lead: number;
}

const points = fc.integer({ min: -100, max: 100 });
const ruleArbitrary: fc.Arbitrary<LeadRule> = fc.record({
  recency: fc.array(fc.record({ withinDays: fc.integer({ min: 1, max: 60 }), points }), { maxLength: 4 }),
  completed: points,
  booked: points,
  emailOpened: points,
  archetypes: fc.constantFrom<Record<string, number>[]>({}, { hero: 12 }, { hero: -5, sage: 40 }),
  score: fc.option(fc.record({ atLeast: fc.integer({ min: 0, max: 100 }), points }), { nil: null }),
  thresholds: fc.constantFrom({ hot: 70, warm: 45, cool: 20 }, { hot: 10, warm: 5, cool: 1 }),
});

describe("the lead rule", () => {
  it("is the same sum in words and in the database, and its preview tells what changes", async () => {
    const tenant = await createTenant();
    const now = new Date();
    const walks = Array.from({ length: 40 }, (_, index) =>
      quizWalk({
        sessionId: `s${index}`,
        begunAt: new Date(now.getTime() - index * 1.7 * dayMs - 3_600_000),
        questions: ["a"],
        completed:
          index % 3 ? { scores: { hero: index * 3, sage: 50 }, primaryId: index % 2 ? "hero" : "sage" } : false,
        opened: index % 4 === 1,
        booked: index % 5 === 1,
      }),
    );
    await appendEvents(tenant, walks.flat());
    while ((await projectNext(tenant, projections)).kind === "projected");
    await fc.assert(
      fc.asyncProperty(ruleArbitrary, async (rule) => {
        const before = await rowsOf<Row>(tenant.id, "assess_sessions", "session_id");
        const preview = await withTenantSql(tenant.id, (db) => previewLeadRule.all(db, { rule, now }));
        await withTenantSql(tenant.id, (db) => applyLeadRule.all(db, { rule, now, since: null }));
        const after = await rowsOf<Row>(tenant.id, "assess_sessions", "session_id");
        for (const row of after) {
          const facts = {
            lastAt: row.last_at,
            completed: row.completed_at !== null,
            booked: row.booked_at !== null,
            emailOpened: row.email_opened_at !== null,
            primaryId: row.primary_id,
            topScore: row.top_score,
          };
          const sum = pointsOf(leadReasons(rule, facts, now));
          expect([row.session_id, row.lead_points, row.lead]).toEqual([row.session_id, sum, rankOfPoints(rule, sum)]);
        }
        const moves = new Map<string, number>();
        before.forEach((row, at) => {
          const move = `${row.lead} to ${after[at]?.lead}`;
          moves.set(move, (moves.get(move) ?? 0) + 1);
        });
        expect(new Map(preview.map((line) => [`${line.before} to ${line.after}`, line.sessions]))).toEqual(moves);
      }),
      { numRuns: 25 },
    );
  });
});
