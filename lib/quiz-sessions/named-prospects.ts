import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import type { SessionFilters } from "@/lib/quiz-sessions/list-search";
import { findNames } from "@/lib/quiz-sessions/queries/find-names";
import { isAddress, likePattern } from "@/lib/quiz-sessions/queries/session-conditions";

/** More prospects than this are not told one by one: so many have the text in their name that a list meets enough of them by itself. */
const most = 2000;

/** The prospects that a search for a part of a name means; undefined without such a search, or where they are too many to tell. */
export async function namedProspects(db: TenantSql, { q }: Pick<SessionFilters, "q">): Promise<string[] | undefined> {
  if (q === undefined || isAddress(q)) return undefined;
  const found = await findNames.all(db, { pattern: likePattern(q), limit: most + 1 });
  return found.length > most ? undefined : [...new Set(found.map(({ id }) => id))];
}
