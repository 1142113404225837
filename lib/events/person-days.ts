/** One actor was active on one day (`YYYY-MM-DD`, the tenant's zone). */
export interface ActorDay {
  readonly actor: string;
  readonly day: string;
}

export interface PersonDay extends ActorDay {
  /** day of the row before it among all rows of the person, in the order (day, actor) */
  readonly previousDay: string | null;
}

/**
 * What must be written so that the rows of one person are right again after `added` days arrived.
 * @param stored the person's rows from `fromDay` on, and of each of her actors the last row before it
 * @param fromDay rows before it keep what they have
 */
export function placeDays(
  stored: readonly PersonDay[],
  added: readonly ActorDay[],
  fromDay: string,
): { inserts: PersonDay[]; updates: PersonDay[] } {
  const known = new Map<string, string | null>(stored.map((row) => [keyOf(row), row.previousDay]));
  const rows: ActorDay[] = [...stored, ...added.filter((row) => !known.has(keyOf(row)))];
  rows.sort((a, b) => (a.day === b.day ? compare(a.actor, b.actor) : compare(a.day, b.day)));
  const inserts: PersonDay[] = [];
  const updates: PersonDay[] = [];
  let previousDay: string | null = null;
  for (const { actor, day } of rows) {
    if (day >= fromDay) {
      const before = known.get(`${day} ${actor}`);
      if (before === undefined) inserts.push({ actor, day, previousDay });
      else if (before !== previousDay) updates.push({ actor, day, previousDay });
    }
    previousDay = day;
  }
  return { inserts, updates };
}

const keyOf = (row: ActorDay) => `${row.day} ${row.actor}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
