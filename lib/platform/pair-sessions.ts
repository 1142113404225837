import "server-only";
import type { TenantId } from "@/lib/db/tenant";
import type { CohortFilter } from "@/lib/platform/cohorts";
import { listPairSessions } from "@/lib/platform/queries/published-cohorts";
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
  filter: CohortFilter,
  pair: { primary: string; secondary: string },
): Promise<PairSession[]> {
  const rows = await listPairSessions.all({ ...filter, ...pair, limit: 5000 });
  return rows
    .map(({ tenantId, sessionId, person, ...shown }) => {
      const name = (kind: string, value: string) =>
        tenantPseudonym(tenantId as TenantId, `research-${kind}`, value).slice(0, 13);
      return { session: name("session", sessionId), person: name("person", person ?? sessionId), ...shown };
    })
    .sort((a, b) => (a.person < b.person ? -1 : a.person > b.person ? 1 : a.session < b.session ? -1 : 1))
    .slice(0, pairSessionsLimit);
}
