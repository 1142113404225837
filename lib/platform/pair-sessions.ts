import "server-only";
import type { TenantId } from "@/lib/db/tenant";
import type { Block } from "@/lib/platform/cohorts";
import { listPairSessions } from "@/lib/platform/queries/list-cohort-counts";
import { tenantPseudonym } from "@/lib/privacy/pseudonym";

/** A session as research may see it: no tenant, no day, no id that is used anywhere else. */
export interface PairSession {
  readonly session: string;
  readonly person: string;
  readonly month: string;
  readonly framework: string;
  readonly format: string;
  readonly turns: number;
  readonly durationMs: number;
}

/** The most that one page lists. */
export const pairSessionsLimit = 200;

/**
 * The sessions behind a cell, as far as they lie in published blocks. Persons and sessions get a keyed pseudonym of this purpose on the way
 * out, in whose order they stand, so that neither time nor tenant shows in the order.
 */
export async function pairSessions(
  pair: { primary: string; secondary: string },
  blocks: readonly Block[],
  now: Date,
): Promise<PairSession[]> {
  const rows = await listPairSessions.all({ ...pair, now, limit: 5000 });
  const published = new Map(
    blocks.map((block) => [
      JSON.stringify([block.month, block.framework, block.format]),
      new Set(block.tenants.map(({ tenant }) => tenant)),
    ]),
  );
  return rows
    .flatMap((row) => {
      const tenants = published.get(JSON.stringify([row.month, row.framework, row.format]));
      if (!tenants || !(tenants.has(row.tenant) || tenants.has(null))) return [];
      const id = row.tenantId as TenantId;
      const name = (kind: string, value: string) => tenantPseudonym(id, `research-${kind}`, value).slice(0, 13);
      const { month, framework, format, turns, durationMs } = row;
      const session = name("session", row.sessionId);
      return [
        { session, person: name("person", row.person ?? row.sessionId), month, framework, format, turns, durationMs },
      ];
    })
    .sort((a, b) => (a.person < b.person ? -1 : a.person > b.person ? 1 : a.session < b.session ? -1 : 1))
    .slice(0, pairSessionsLimit);
}
