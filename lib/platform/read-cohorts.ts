import "server-only";
import { type CohortFilter, type CohortMatrix, cohortMatrix } from "@/lib/platform/cohorts";
import { listPublishedKinds, sumPublishedPairs } from "@/lib/platform/queries/published-cohorts";

export interface Cohorts {
  readonly matrix: CohortMatrix;
  /** how many published blocks the figures are sums of */
  readonly blocks: number;
  /** frameworks and formats that are published under any filter: a list of choices must not tell what is hidden either */
  readonly frameworks: readonly string[];
  readonly formats: readonly string[];
  /** when the newest figures were published; null before the first time */
  readonly publishedAt: Date | null;
}

/** Archetype × archetype for a filter, added up from the published blocks. */
export async function readCohorts(filter: CohortFilter): Promise<Cohorts> {
  const [pairs, [kinds]] = await Promise.all([sumPublishedPairs.all(filter), listPublishedKinds.all({})]);
  return {
    matrix: cohortMatrix(pairs),
    blocks: pairs.reduce((sum, pair) => sum + pair.blocks, 0),
    frameworks: kinds?.frameworks ?? [],
    formats: kinds?.formats ?? [],
    publishedAt: kinds?.publishedAt ?? null,
  };
}
