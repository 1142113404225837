import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { listWrittenTexts } from "@/lib/master-sessions/queries/list-written-texts";
import { themeKeyOf } from "@/lib/master-sessions/themes/label";
import type { Lexicon } from "@/lib/master-sessions/themes/lexicon";
import { loadLexicon } from "@/lib/master-sessions/themes/load-lexicon";
import { lexiconLimits } from "@/lib/master-sessions/themes/schema";

const dayMs = 86_400_000;

/** How many texts of the last 90 days another lexicon would read otherwise, and how many were looked at. */
export async function countChangedTexts(
  db: TenantSql,
  before: Lexicon,
  after: Lexicon,
  now: Date,
): Promise<{ changed: number; texts: number }> {
  const since = new Date(now.getTime() - lexiconLimits.previewDays * dayMs);
  const rows = await listWrittenTexts.all(db, { since, limit: lexiconLimits.previewTexts });
  const changed = rows.filter(
    ({ text, language }) => before.themesOf(text, language).join() !== after.themesOf(text, language).join(),
  );
  return { changed: changed.length, texts: rows.length };
}

type Read = <T>(fn: (db: TenantSql) => Promise<T>) => Promise<T>;

/** The sessions in which the lexicon of now finds other themes than are stored, read in short transactions. */
export async function sessionsToRead(read: Read): Promise<string[]> {
  const sessions = new Set<string>();
  const lexicon = await read(loadLexicon);
  let after: { sessionId: string; eventId: string } | undefined;
  for (;;) {
    const rows = await read((db) => listWrittenTexts.all(db, { after, limit: 2000 }));
    for (const { sessionId, text, language, themes } of rows) {
      const stored = themes.flatMap((value) => themeKeyOf(value) ?? []);
      const found = lexicon.themesOf(text, language);
      if ([...stored].sort().join() !== [...found].sort().join()) sessions.add(sessionId);
    }
    const last = rows.at(-1);
    if (rows.length < 2000 || !last) return [...sessions];
    after = { sessionId: last.sessionId, eventId: last.eventId };
  }
}
