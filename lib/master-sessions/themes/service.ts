import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { TenantDb } from "@/lib/db/tenant";
import { conflict, invalid, notFound } from "@/lib/errors";
import { listTenantThemes, listThemeTerms } from "@/lib/master-sessions/queries/list-lexicon-changes";
import { attuneLexicon, extendLexicon, type Lexicon } from "@/lib/master-sessions/themes/lexicon";
import { loadLexicon } from "@/lib/master-sessions/themes/load-lexicon";
import { countChangedTexts } from "@/lib/master-sessions/themes/retheme";
import { lexiconLimits, type makeThemeInput, type termInput } from "@/lib/master-sessions/themes/schema";

type Term = z.output<typeof termInput>;

/** Adds a word or phrase to a theme; says so when the lexicon has it already or the tenant has as many as it may. */
export async function addTerm(db: TenantDb, { key, language, term }: Term, userId: string, now: Date): Promise<void> {
  const lexicon = await loadLexicon(db);
  const theme = lexicon.byKey.get(key);
  if (!theme) throw notFound("theme");
  const folded = term.toLowerCase();
  const known = [...(theme.words[language] ?? []), ...(theme.added[language] ?? [])];
  if (known.some((word) => word.toLowerCase().replaceAll("_", " ") === folded)) {
    throw invalid({ term: "this theme knows it already" });
  }
  const count = await db.prisma.themeTerm.count({ where: { tenantId: db.tenantId } });
  if (count >= lexiconLimits.terms) throw conflict(`A lexicon holds ${lexiconLimits.terms} own words at most.`);
  await db.prisma.themeTerm.create({
    data: { tenantId: db.tenantId, themeKey: key, language, term, addedBy: userId, addedAt: now },
    select: { themeKey: true },
  });
}

export async function removeTerm(
  db: TenantDb,
  { key, language, term }: Omit<Term, "term"> & { term: string },
): Promise<void> {
  const { count } = await db.prisma.themeTerm.deleteMany({
    where: { tenantId: db.tenantId, themeKey: key, language, term },
  });
  if (count === 0) throw notFound("word");
}

/** Makes a theme of the tenant's own, without words yet. The key tells it apart for good, whatever it is called later. */
export async function makeTheme(
  db: TenantDb,
  labels: z.output<typeof makeThemeInput>,
  userId: string,
  now: Date,
): Promise<{ key: string }> {
  const count = await db.prisma.tenantTheme.count({ where: { tenantId: db.tenantId, own: true } });
  if (count >= lexiconLimits.themes) throw conflict(`A lexicon holds ${lexiconLimits.themes} own themes at most.`);
  const words = labels.en
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  const key = `own-${words || "theme"}-${randomUUID().slice(0, 4)}`;
  const said = Object.fromEntries(Object.entries(labels).filter(([, text]) => text !== ""));
  await db.prisma.tenantTheme.create({
    data: {
      tenantId: db.tenantId,
      themeKey: key,
      own: true,
      enabled: true,
      labels: said,
      changedBy: userId,
      changedAt: now,
    },
    select: { themeKey: true },
  });
  return { key };
}

/** Takes an own theme away with its words. One of Attune's can be switched off, and keeps what was added to it. */
export async function removeTheme(db: TenantDb, key: string): Promise<{ label: string }> {
  const lexicon = await loadLexicon(db);
  const theme = lexicon.byKey.get(key);
  if (!theme?.own) throw notFound("theme");
  const { tenantId } = db;
  await db.prisma.themeTerm.deleteMany({ where: { tenantId, themeKey: key } });
  await db.prisma.tenantTheme.deleteMany({ where: { tenantId, themeKey: key } });
  return { label: theme.labels.en ?? key };
}

export async function switchTheme(
  db: TenantDb,
  key: string,
  enabled: boolean,
  userId: string,
  now: Date,
): Promise<void> {
  const lexicon = await loadLexicon(db);
  const theme = lexicon.byKey.get(key);
  if (!theme) throw notFound("theme");
  const { tenantId } = db;
  const changed = { enabled, changedBy: userId, changedAt: now };
  await db.prisma.tenantTheme.upsert({
    where: { tenantId_themeKey: { tenantId, themeKey: key } },
    create: { tenantId, themeKey: key, own: theme.own, labels: {}, ...changed },
    update: changed,
    select: { themeKey: true },
  });
}

/** How many texts of the last 90 days a new word would change: null under the tenant's k, because one text would point at its author. */
export async function previewTerm(
  db: TenantDb,
  { key, language, term }: Term,
  k: number,
  now: Date,
): Promise<{ changed: number | null; texts: number }> {
  const themes = await listTenantThemes.all(db, {});
  const terms = await listThemeTerms.all(db, {});
  const before: Lexicon = themes.length || terms.length ? extendLexicon({ themes, terms }) : attuneLexicon;
  if (!before.byKey.has(key)) throw notFound("theme");
  const after = extendLexicon({ themes, terms: [...terms, { key, language, term }] });
  const { changed, texts } = await countChangedTexts(db, before, after, now);
  return { changed: changed >= k || changed === 0 ? changed : null, texts };
}
