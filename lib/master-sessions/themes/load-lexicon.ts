import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { listTenantThemes, listThemeTerms } from "@/lib/master-sessions/queries/list-lexicon-changes";
import { attuneLexicon, extendLexicon, type Lexicon } from "@/lib/master-sessions/themes/lexicon";

/** Lexicons that were compiled for what some tenant decided; compiling one takes longer than reading a hundred texts with it. */
const compiled = new Map<string, Lexicon>();
const mostCompiled = 20;

/** The lexicon of the tenant as it is now. */
export async function loadLexicon(db: TenantSql): Promise<Lexicon> {
  const themes = await listTenantThemes.all(db, {});
  const terms = await listThemeTerms.all(db, {});
  if (themes.length === 0 && terms.length === 0) return attuneLexicon;
  const content = JSON.stringify([themes, terms]);
  let lexicon = compiled.get(content);
  if (!lexicon) {
    lexicon = extendLexicon({ themes, terms });
    if (compiled.size >= mostCompiled) compiled.delete(compiled.keys().next().value ?? "");
    compiled.set(content, lexicon);
  }
  return lexicon;
}
