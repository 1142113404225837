import "server-only";
import { z } from "zod";
import { addDays } from "@/lib/analytics/day";
import { periodSearch } from "@/lib/analytics/period-search";
import { daysOf, longRangeKeys } from "@/lib/analytics/range";
import { dayOf } from "@/lib/analytics/zone";
import { measureTurnsByTenant, sumCostsByTenant } from "@/lib/platform/queries/quiz-by-tenant";
import {
  measureTurns,
  sumCosts,
  sumQuizzesBy,
  sumQuizzesByTenant,
  sumSteps,
} from "@/lib/platform/queries/quiz-figures";
import { suppressSmallGroups } from "@/lib/privacy/suppress";

/** How a period stands in the address: a length, or `custom` with its days, which mean nothing beside a length. */
export const quizPeriodSearch = z
  .object({
    period: z.enum(longRangeKeys).default("30d"),
    from: periodSearch.shape.from,
    to: periodSearch.shape.to,
    client: z.string().trim().max(40).default(""),
  })
  .superRefine(({ period, from, to }, context) => {
    if (period === "custom") return;
    for (const [name, day] of Object.entries({ from, to })) {
      if (day !== undefined) context.addIssue({ code: "custom", path: [name], message: "needs period=custom" });
    }
  });
export type QuizPeriod = Pick<z.output<typeof quizPeriodSearch>, "period" | "from" | "to">;

/** Groups under this many sessions are merged into Other for who is no member: as many as the smallest group that may leave a tenant. */
const smallest = 5;

interface Cost {
  readonly currency: string;
  readonly costMinor: number;
}

export interface QuizFigures {
  /** one organisation was asked for, and so few took part in it that its figures could point to somebody: then there are none */
  readonly tooFew: boolean;
  readonly sessions: number;
  readonly started: number;
  readonly completed: number;
  /** completed / started, null without any */
  readonly completion: number | null;
  readonly turns: { readonly mean: number | null; readonly median: number | null };
  readonly archetypes: readonly { readonly key: string | null; readonly sessions: number }[];
  readonly formats: readonly { readonly key: string | null; readonly sessions: number }[];
  readonly tenants: readonly {
    readonly slug: string;
    readonly name: string;
    /** null where so few took part that the sum could point to somebody */
    readonly sessions: number | null;
    readonly completion: number | null;
    readonly turns: number | null;
    readonly costs: readonly Cost[];
  }[];
  readonly steps: readonly { readonly step: string; readonly entries: number; readonly retained: number | null }[];
  readonly costs: readonly Cost[];
  readonly purposes: readonly {
    readonly purpose: string;
    readonly currency: string;
    readonly costMinor: number;
    readonly calls: number;
  }[];
}

/**
 * The days of a period and of the equally long one before. `asked` is what the address named when that could not be shown as it stands,
 * because it reaches into the future or is longer than `maximumDays`.
 */
export function quizPeriodDays({ period, from, to }: QuizPeriod, now: Date) {
  const { firstDay, lastDay, days } = daysOf({ range: period, from, to }, dayOf(now, "UTC"));
  const [first = firstDay, last = lastDay] = [from ?? to, to ?? from].sort();
  const fits = period !== "custom" || (first === firstDay && last === lastDay);
  return {
    current: { from: firstDay, to: lastDay },
    before: { from: addDays(firstDay, -days), to: addDays(firstDay, -1) },
    asked: fits ? null : { from: first, to: last },
  };
}

/**
 * What platform admins see of quizzes, of all tenants or of one: sums of the rollups alone, small groups merged. `days` are in each
 * tenant's own zone.
 */
export async function getQuizFigures(client: string, range: { from: string; to: string }): Promise<QuizFigures> {
  const asked = { ...range, client };
  const [tenants, primaries, formats, turns, steps, purposes, ownTurns, ownCosts] = await Promise.all([
    sumQuizzesByTenant.all(asked),
    sumQuizzesBy.all({ ...asked, by: "primary" }),
    sumQuizzesBy.all({ ...asked, by: "format" }),
    measureTurns.all(asked),
    sumSteps.all({ ...asked, format: "" }),
    sumCosts.all(asked),
    measureTurnsByTenant.all(asked),
    sumCostsByTenant.all(asked),
  ]);
  const hidden = hiddenTenants(tenants);
  if (client !== "" && hidden.size > 0) return nothing;
  const sum = (pick: (row: (typeof tenants)[number]) => number) => tenants.reduce((all, row) => all + pick(row), 0);
  const sessions = sum((row) => row.sessions);
  const started = sum((row) => row.started);
  const completed = sum((row) => row.completed);
  const shown = (rows: readonly { key: string; sessions: number }[]) =>
    suppressSmallGroups(
      rows.map((row) => ({ key: row.key, people: row.sessions })),
      rows.reduce((all, row) => all + row.sessions, 0),
      smallest,
    ).map((row) => ({ key: row.key, sessions: row.people }));
  const visits = steps.find(({ step }) => step === "visit")?.entries ?? steps[0]?.entries ?? 0;
  const costs = new Map<string, number>();
  for (const { currency, costMinor } of purposes) costs.set(currency, (costs.get(currency) ?? 0) + costMinor);
  return {
    tooFew: false,
    sessions,
    started,
    completed,
    completion: started > 0 ? completed / started : null,
    turns: { mean: turns[0]?.mean ?? null, median: turns[0]?.median ?? null },
    archetypes: shown(primaries.filter(({ key }) => key !== "")),
    formats: shown(formats),
    tenants: tenants.map((row) => ({
      slug: row.slug,
      name: row.name,
      sessions: hidden.has(row.slug) ? null : row.sessions,
      completion: row.started >= row.k ? row.completed / row.started : null,
      turns: row.started >= row.k ? (ownTurns.find(({ slug }) => slug === row.slug)?.median ?? null) : null,
      costs: ownCosts.filter(({ slug }) => slug === row.slug),
    })),
    steps: steps
      .filter(({ entries }) => entries >= smallest)
      .map(({ step, entries }) => ({ step, entries, retained: visits > 0 ? Math.min(1, entries / visits) : null })),
    costs: [...costs].map(([currency, costMinor]) => ({ currency, costMinor })),
    purposes,
  };
}

const nothing: QuizFigures = {
  tooFew: true,
  sessions: 0,
  started: 0,
  completed: 0,
  completion: null,
  turns: { mean: null, median: null },
  archetypes: [],
  formats: [],
  tenants: [],
  steps: [],
  costs: [],
  purposes: [],
};

/** Tenants whose sum is left out: those with fewer sessions than their k, and where that is one alone, the next smallest too, because the total would tell. */
function hiddenTenants(tenants: readonly { slug: string; k: number; sessions: number }[]): ReadonlySet<string> {
  const few = tenants.filter(({ sessions, k }) => sessions > 0 && sessions < k);
  const others = tenants.filter(({ sessions, k }) => sessions >= k);
  const next = few.length === 1 ? others.reduce((least, one) => Math.min(least, one.sessions), Infinity) : -1;
  return new Set([...few, ...others.filter(({ sessions }) => sessions === next)].map(({ slug }) => slug));
}
