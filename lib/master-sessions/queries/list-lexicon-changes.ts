import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { lexiconLanguages } from "@/lib/master-sessions/themes/lexicon/define-theme";

/** What a tenant decided about the themes: own ones, and those switched off. */
export const listTenantThemes = defineQuery({
  name: "masterSessions.list-tenant-themes",
  prepared: true,
  params: z.object({}),
  row: z.object({ key: z.string(), own: z.boolean(), enabled: z.boolean(), labels: z.record(z.string(), z.string()) }),
  sql: (_, tenant) => sql`
    select theme_key as key, own, enabled, labels from tenant_themes where tenant_id = ${tenant} order by theme_key collate "C"`,
});

/** The words that a tenant added to themes. */
export const listThemeTerms = defineQuery({
  name: "masterSessions.list-theme-terms",
  prepared: true,
  params: z.object({}),
  row: z.object({ key: z.string(), language: z.enum(lexiconLanguages), term: z.string() }),
  sql: (_, tenant) => sql`
    select theme_key as key, language, term from theme_terms where tenant_id = ${tenant}
    order by theme_key collate "C", language, term collate "C"`,
});
