import { z } from "zod";
import { type Lead, leadOf } from "@/lib/quiz-sessions/schema";

const points = z.int({ error: "must be a whole number" }).min(-100).max(100);
const threshold = z.int({ error: "must be a whole number" }).min(0).max(1000);

/** What makes a prospect worth calling, as a tenant sees it. */
export const leadRuleSchema = z
  .strictObject({
    /** days since the last thing that happened; the first line that fits counts */
    recency: z.array(z.strictObject({ withinDays: z.int().min(1).max(730), points })).max(6),
    completed: points,
    booked: points,
    emailOpened: points,
    /** leading archetype → points */
    archetypes: z.record(z.string().min(1).max(64), points).refine((all) => Object.keys(all).length <= 40, {
      error: "must not hold more than 40 archetypes",
    }),
    /** when the highest score reaches a mark */
    score: z.strictObject({ atLeast: z.number().min(-1e6).max(1e6), points }).nullable(),
    thresholds: z.strictObject({ hot: threshold, warm: threshold, cool: threshold }),
  })
  .refine(({ thresholds: { hot, warm, cool } }) => hot > warm && warm > cool, {
    path: ["thresholds"],
    error: "must fall from hot to cool",
  });
export type LeadRule = z.output<typeof leadRuleSchema>;

/** The rule of a tenant that has not written its own. */
export const defaultLeadRule: LeadRule = {
  recency: [
    { withinDays: 3, points: 30 },
    { withinDays: 14, points: 20 },
    { withinDays: 45, points: 10 },
  ],
  completed: 25,
  booked: 40,
  emailOpened: 15,
  archetypes: {},
  score: null,
  thresholds: { hot: 70, warm: 45, cool: 20 },
};

/** What the rule looks at. */
export interface LeadFacts {
  readonly lastAt: Date;
  readonly completed: boolean;
  readonly booked: boolean;
  readonly emailOpened: boolean;
  readonly primaryId: string | null;
  readonly topScore: number | null;
}

export type LeadReason =
  | { readonly kind: "recency"; readonly withinDays: number; readonly points: number }
  | { readonly kind: "completed" | "booked" | "emailOpened"; readonly points: number }
  | { readonly kind: "archetype"; readonly primaryId: string; readonly points: number }
  | { readonly kind: "score"; readonly atLeast: number; readonly points: number };

const dayMs = 86_400_000;

/** Why somebody has the points she has. The database works the same sum out for all sessions (queries/lead-sql.ts). */
export function leadReasons(rule: LeadRule, facts: LeadFacts, now: Date): LeadReason[] {
  const reasons: LeadReason[] = [];
  const age = now.getTime() - facts.lastAt.getTime();
  const fresh = recencyOf(rule).find(({ withinDays }) => age < withinDays * dayMs);
  if (fresh) reasons.push({ kind: "recency", ...fresh });
  if (facts.completed) reasons.push({ kind: "completed", points: rule.completed });
  if (facts.booked) reasons.push({ kind: "booked", points: rule.booked });
  if (facts.emailOpened) reasons.push({ kind: "emailOpened", points: rule.emailOpened });
  const { primaryId } = facts;
  const liked = primaryId === null ? undefined : rule.archetypes[primaryId];
  if (primaryId !== null && liked !== undefined) reasons.push({ kind: "archetype", primaryId, points: liked });
  if (rule.score && facts.topScore !== null && facts.topScore >= rule.score.atLeast) {
    reasons.push({ kind: "score", ...rule.score });
  }
  return reasons.filter((reason) => reason.points !== 0);
}

/** The lines about recency, shortest first. */
export const recencyOf = (rule: LeadRule) => [...rule.recency].sort((a, b) => a.withinDays - b.withinDays);

export const pointsOf = (reasons: readonly LeadReason[]) => reasons.reduce((sum, { points: own }) => sum + own, 0);

/** 0 cold to 3 hot. */
export function rankOfPoints(rule: LeadRule, sum: number): number {
  const { hot, warm, cool } = rule.thresholds;
  return sum >= hot ? 3 : sum >= warm ? 2 : sum >= cool ? 1 : 0;
}

export const leadOfPoints = (rule: LeadRule, sum: number): Lead => leadOf(rankOfPoints(rule, sum));

/** The place of a session in a list by lead: the lead first, then the points. */
export const leadOrderOf = (rank: number, sum: number) => rank * 10_000 + Math.max(0, Math.min(9_999, sum + 1_000));
