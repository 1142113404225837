import "server-only";
import {
  type Block,
  type CohortFilter,
  type CohortMatrix,
  chooseBlocks,
  cohortLimits,
  cohortMatrix,
  publishBlocks,
} from "@/lib/platform/cohorts";
import { listCohortCounts, sumPublishedPairs } from "@/lib/platform/queries/list-cohort-counts";

export interface Cohorts {
  readonly matrix: CohortMatrix;
  /** how many published blocks the figures are sums of */
  readonly blocks: number;
  /** frameworks and formats that are published under any filter: a list of choices must not tell what is hidden either */
  readonly frameworks: readonly string[];
  readonly formats: readonly string[];
}

/**
 * Archetype × archetype for a filter. All tenants together are summed up by the database; the share of one is decided block by block, in
 * the few blocks of which it has enough people for that.
 */
export async function readCohorts(filter: CohortFilter, now: Date): Promise<Cohorts> {
  const { tenant, ...blocks } = filter;
  const [pairs, own] = await Promise.all([
    sumPublishedPairs.all({ ...blocks, now, ...cohortLimits }),
    tenant ? readBlocks(filter, now) : null,
  ]);
  const chosen = own ?? pairs.filter((pair) => pair.blocks > 0);
  return {
    matrix: cohortMatrix(chosen),
    blocks: own ? own.length : pairs.reduce((sum, pair) => sum + pair.blocks, 0),
    frameworks: [...new Set(pairs.map(({ framework }) => framework))].sort(),
    formats: [...new Set(pairs.map(({ format }) => format))].sort(),
  };
}

/** The published blocks of a filter one by one, of one pair of archetypes where that is all that is asked. */
export async function readBlocks(
  { tenant, ...filter }: CohortFilter,
  now: Date,
  pair?: { primary: string; secondary: string },
): Promise<Block[]> {
  const counts = await listCohortCounts.all({
    ...filter,
    now,
    pair,
    tenant: tenant ? { slug: tenant, people: cohortLimits.people } : undefined,
  });
  return chooseBlocks(publishBlocks(counts), { ...filter, tenant });
}
