import { getTranslations } from "next-intl/server";
import { ThemeDetail } from "@/components/themes/theme-detail";
import { ThemeList } from "@/components/themes/theme-list";
import { ThemeMaker } from "@/components/themes/theme-maker";
import { ClientMessages } from "@/components/ui/client-messages";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Section, SectionGrid, Stack } from "@/components/ui/section";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { lexiconLanguages } from "@/lib/master-sessions/themes/lexicon/define-theme";
import { loadLexicon } from "@/lib/master-sessions/themes/load-lexicon";
import { lexiconSearch } from "@/lib/master-sessions/themes/schema";
import { searchLexicon, wordsToRead } from "@/lib/master-sessions/themes/search-lexicon";
import { paths } from "@/lib/paths";

export default page({ permission: "brand:manage", search: lexiconSearch }, async (ctx) => {
  const { locale, tenant, readAll, search } = ctx;
  const t = await getTranslations("themes");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const at = paths.tenant(locale, tenant.slug);
  const lexicon = await readAll(loadLexicon);
  const found = searchLexicon(lexicon, search.q ?? "", locale);
  const open = lexicon.byKey.get(search.theme ?? "") ?? found[0]?.theme;
  const languages = lexiconLanguages.map((code) => ({ code, name: format.language(code) }));

  return (
    <ClientMessages namespaces={["themes"]}>
      <PageHeader
        title={t("title")}
        lead={t("lead", { count: lexicon.themes.length, languages: lexiconLanguages.length })}
      />
      <Stack>
        <SectionGrid columns="1/2">
          <Section title={t("list.title", { count: found.length })} tools={<SearchInput label={t("list.search")} />}>
            {found.length ? (
              <ThemeList
                label={t("list.label")}
                current={open?.key ?? null}
                items={found.map(({ theme, label, match }) => ({
                  key: theme.key,
                  label,
                  href: at.settings.themes({ q: search.q, theme: theme.key }),
                  enabled: theme.enabled,
                  own: theme.own,
                  match: match
                    ? t("list.match", { word: match.word, language: format.language(match.language) })
                    : null,
                }))}
              />
            ) : (
              <EmptyState title={t("list.emptyTitle")}>
                <p>{t("list.empty")}</p>
              </EmptyState>
            )}
          </Section>
          {open ? (
            <ThemeDetail
              key={open.key}
              tenant={tenant.slug}
              k={tenant.k}
              afterRemoval={at.settings.themes()}
              theme={{
                key: open.key,
                label:
                  found.find(({ theme }) => theme.key === open.key)?.label ??
                  open.labels[locale] ??
                  open.labels.en ??
                  open.key,
                own: open.own,
                enabled: open.enabled,
                labels: languages.flatMap(({ code, name }) => {
                  const words = open.labels[code];
                  return words ? [{ code, name, words }] : [];
                }),
                words: languages.map(({ code, name }) => ({
                  code,
                  name,
                  ...wordsToRead(open, code),
                  added: [...(open.added[code] ?? [])],
                })),
              }}
            />
          ) : null}
        </SectionGrid>
        <Section title={t("make.title")} lead={t("make.lead")}>
          <ThemeMaker tenant={tenant.slug} languages={languages.filter(({ code }) => code !== "hi" && code !== "ja")} />
        </Section>
      </Stack>
    </ClientMessages>
  );
});
