import { describe, expect, it } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { platformPool } from "@/lib/db/pools";
import { appendEvents } from "@/lib/events/intake";
import { projectNext } from "@/lib/events/projector";
import { pairSessions } from "@/lib/platform/pair-sessions";
import { publishCohorts } from "@/lib/platform/publish-cohorts";
import { getQuizFigures, quizPeriodDays } from "@/lib/platform/quiz-analytics";
import { projections } from "@/lib/projections";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { rowsOf } from "@/lib/testing/ingest";
import { quizWalk } from "@/lib/testing/quiz-story";

const database = await createTestDatabase();
const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const { current, before } = quizPeriodDays({ period: "7d" }, now);

/** `many` sessions of one day, the first `completed` of them with a result; each person says who she is. */
async function tell(tenant: Tenant, name: string, begunAt: Date, many: number, completed: number): Promise<void> {
  const events = Array.from({ length: many }, (_, index) => [
    {
      id: `who-${name}-${index}`,
      name: "identify",
      userId: `${name}${index}`,
      traits: { email: `canary-${name}-${index}@example.org`, name: `Canary ${name}` },
    },
    ...quizWalk({
      sessionId: `${name}-${index}`,
      userId: `${name}${index}`,
      begunAt,
      questions: ["a", "b", "c"],
      completed: index < completed && { scores: { hero: 60 }, primaryId: "hero", secondaryId: "sage" },
      costMinor: 2,
    }),
  ]).flat();
  await appendEvents(tenant, events);
  while ((await projectNext(tenant, projections)).kind === "projected");
}

describe("quizzes across organisations", () => {
  it("are summed up for all and for one, now and before, and name nobody", async () => {
    const [large, middle, small] = [await createTenant(), await createTenant(), await createTenant()];
    await tell(large, "l", daysAgo(2), 20, 20);
    await tell(middle, "m", daysAgo(2), 8, 6);
    await tell(middle, "earlier", daysAgo(10), 5, 5);
    await tell(small, "s", daysAgo(2), 3, 3);

    const own = await getQuizFigures(middle.slug, current);
    expect(own).toMatchObject({
      tooFew: false,
      sessions: 8,
      started: 8,
      completed: 6,
      completion: 0.75,
      turns: { mean: 3, median: 3 },
      archetypes: [{ key: "hero", sessions: 6 }],
      formats: [{ key: "qa", sessions: 8 }],
      tenants: [
        { slug: middle.slug, sessions: 8, completion: 0.75, turns: 3, costs: [{ currency: "USD", costMinor: 16 }] },
      ],
      costs: [{ currency: "USD", costMinor: 16 }],
      purposes: [{ purpose: "reflection", currency: "USD", costMinor: 16, calls: 8 }],
    });
    expect(own.steps.find(({ step }) => step === "complete")).toMatchObject({ entries: 6, retained: 0.75 });
    expect(await getQuizFigures(middle.slug, before)).toMatchObject({ sessions: 5, completion: 1 });

    const all = await getQuizFigures("", current);
    expect(all).toMatchObject({ sessions: 31, started: 31, completed: 29 });
    // The small one's sum is left out, and the next one's, because the total would tell.
    expect(all.tenants.map(({ slug, sessions }) => [slug, sessions])).toEqual([
      [large.slug, 20],
      [middle.slug, null],
      [small.slug, null],
    ]);
    expect(await getQuizFigures(small.slug, current)).toMatchObject({ tooFew: true, sessions: 0, purposes: [] });
    expect(JSON.stringify([own, all])).not.toMatch(/canary/i);
  });

  it("open to sessions under pseudonyms of this purpose, and the role that reads them may read no name", async () => {
    const tenants = await Promise.all([createTenant(), createTenant(), createTenant()]);
    for (const tenant of tenants) await tell(tenant, "p", daysAgo(70), 6, 6);
    const [tenant] = tenants;
    if (!tenant) throw new Error("no tenant");
    const pair = { primary: "hero", secondary: "sage" };
    expect(await pairSessions({}, pair), "before anything is published").toEqual([]);
    await publishCohorts(now);
    const month = `${daysAgo(70).toISOString().slice(0, 7)}-01`;
    const ofMonth = (await pairSessions({}, pair)).filter((session) => session.month === month);
    expect(ofMonth).toHaveLength(18);
    expect(await pairSessions({ format: "game" }, pair)).toEqual([]);
    const read = () => pairSessions({ tenant: tenant.slug }, pair);
    const sessions = await read();
    expect(sessions).toHaveLength(6);
    expect(await read()).toEqual(sessions);
    expect(new Set(sessions.map(({ person }) => person)).size).toBe(6);
    await database.admin("update tenants set in_research = false where id = $1", [tenant.id]);
    expect(await read(), "out of research").toEqual([]);
    const told = JSON.stringify(sessions);
    for (const row of await rowsOf<Record<string, string>>(tenant.id, "assess_sessions")) {
      for (const key of ["session_id", "person", "prospect_id", "user_email", "user_name"] as const) {
        expect(told).not.toContain(row[key]);
      }
    }
    for (const column of ["user_email", "user_name", "prospect_id", "metadata", "scores"]) {
      await expect(platformPool().query(`select ${column} from assess_sessions`), column).rejects.toThrow(/denied/);
      await expect(platformPool().query(`select ${column} from pseudonymous_sessions`), column).rejects.toThrow(
        /exist/,
      );
    }
    await expect(platformPool().query("select * from assess_sessions")).rejects.toThrow(/denied/);
    for (const table of ["people", "analytics.events", "analytics.private_texts", "quiz_notes", "quiz_transcripts"]) {
      await expect(platformPool().query(`select 1 from ${table}`), table).rejects.toThrow(/denied/);
    }
  });
});
