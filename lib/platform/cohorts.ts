import { suppressSmallGroups } from "@/lib/privacy/suppress";

/** Across tenants, a cell is shown from this many people and this many tenants on (METRICS.md, "combination"). */
export const cohortLimits = { people: 5, tenants: 3 } as const;

/** People of one tenant with one pair of archetypes, in one complete month, framework and format: the smallest thing that is counted. */
export interface CohortCount {
  readonly tenant: string;
  /** first day of the month */
  readonly month: string;
  readonly framework: string;
  readonly format: string;
  readonly primary: string;
  readonly secondary: string;
  readonly people: number;
}

export interface CohortFilter {
  readonly framework?: string;
  readonly format?: string;
  /** first month that counts, as its first day */
  readonly since?: string;
  /** slug; only where the tenant's share of a block may be told apart from the others' */
  readonly tenant?: string;
}

/** A block of counts that differ in the tenant only. */
export type Block = Omit<CohortCount, "tenant" | "people"> & {
  readonly people: number;
  /** what may be said of single tenants; null for all others together */
  readonly tenants: readonly { readonly tenant: string | null; readonly people: number }[];
};

const keyOf = ({ month, framework, format, primary, secondary }: Omit<CohortCount, "tenant" | "people">) =>
  JSON.stringify([month, framework, format, primary, secondary]);

/**
 * The blocks that may be published, decided before anybody filters: those with enough people and tenants. Every figure that is ever shown is
 * a sum of published blocks, whatever the filter, so that no sequence of filters tells more than the blocks themselves; what is in no
 * published block changes no answer at all.
 */
export function publishBlocks(counts: readonly CohortCount[]): Block[] {
  const blocks = new Map<string, CohortCount[]>();
  for (const count of counts) {
    if (count.people <= 0) continue;
    const own = blocks.get(keyOf(count));
    if (own) own.push(count);
    else blocks.set(keyOf(count), [count]);
  }
  return [...blocks.values()].flatMap((parts) => {
    const first = parts[0];
    const people = parts.reduce((sum, part) => sum + part.people, 0);
    if (!first || people < cohortLimits.people || parts.length < cohortLimits.tenants) return [];
    const shares = suppressSmallGroups(
      parts.map((part) => ({ key: part.tenant, people: part.people })),
      people,
      cohortLimits.people,
    );
    const { tenant: _, ...block } = first;
    return [{ ...block, people, tenants: shares.map((share) => ({ tenant: share.key, people: share.people })) }];
  });
}

/** The published blocks that a filter asks for, each with the people that count in it: what the database adds up, in words of code. */
export function chooseBlocks(blocks: readonly Block[], filter: CohortFilter): Block[] {
  return blocks.flatMap((block) => {
    if (filter.framework && block.framework !== filter.framework) return [];
    if (filter.format && block.format !== filter.format) return [];
    if (filter.since && block.month < filter.since) return [];
    if (!filter.tenant) return [block];
    const share = block.tenants.find(({ tenant }) => tenant === filter.tenant);
    return share ? [{ ...block, people: share.people, tenants: [share] }] : [];
  });
}

export interface CohortMatrix {
  /** archetypes, by how many people have them first */
  readonly primaries: readonly string[];
  readonly secondaries: readonly string[];
  /** people with the pair, each counted once a month, framework and format; null = nothing that may be shown */
  readonly people: (primary: string, secondary: string) => number | null;
  readonly largest: number;
  readonly total: number;
}

/** Archetype × archetype from chosen blocks, or from sums of them. */
export function cohortMatrix(blocks: readonly Pick<Block, "primary" | "secondary" | "people">[]): CohortMatrix {
  const cells = new Map<string, number>();
  const sums = { primary: new Map<string, number>(), secondary: new Map<string, number>() };
  for (const block of blocks) {
    const key = JSON.stringify([block.primary, block.secondary]);
    cells.set(key, (cells.get(key) ?? 0) + block.people);
    for (const side of ["primary", "secondary"] as const) {
      sums[side].set(block[side], (sums[side].get(block[side]) ?? 0) + block.people);
    }
  }
  const bySize = (of: Map<string, number>) =>
    [...of].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1)).map(([name]) => name);
  return {
    primaries: bySize(sums.primary),
    secondaries: bySize(sums.secondary),
    people: (primary, secondary) => cells.get(JSON.stringify([primary, secondary])) ?? null,
    largest: Math.max(0, ...cells.values()),
    total: blocks.reduce((sum, block) => sum + block.people, 0),
  };
}
