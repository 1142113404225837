import { useTranslations } from "next-intl";
import { BarList } from "@/components/charts/bar-list";
import { ExplainedInfo } from "@/components/master-sessions/metric-info";
import { PanelExports } from "@/components/master-sessions/panel-exports";
import type { View } from "@/components/shell/view";
import { Section } from "@/components/ui/section";
import type { Snapshot } from "@/lib/master-sessions/schema";
import { themeWords } from "@/lib/master-sessions/themes/label";

/** What people were grateful for, by theme; a theme of few people is only counted. */
export function SnapshotThemes({ snapshot, view }: { snapshot: Snapshot; view: View }) {
  const t = useTranslations("masters.snapshot");
  const { format, at, tenant, locale } = view;
  const { session, gratitude } = snapshot;
  const { k } = tenant;
  return (
    <Section
      title={t("themes")}
      lead={gratitude.texts ? t("themesLead", { texts: gratitude.texts, people: gratitude.people, k }) : undefined}
      info={<ExplainedInfo about="themes" values={{ k }} />}
      tools={<PanelExports name={t("themes")} sessionId={session.id} panel="themes" view={view} />}
    >
      {gratitude.themes.length ? (
        <BarList
          name={t("themes")}
          top={8}
          formatValue={format.integer}
          items={gratitude.themes.map((theme) => ({
            key: theme.key,
            label: themeWords(theme, locale),
            value: theme.people,
            href: at.sessionRows(session.id, { of: "theme", value: theme.key }),
          }))}
          more={
            gratitude.mergedThemes ? <span>{t("themesMerged", { count: gratitude.mergedThemes, k })}</span> : undefined
          }
        />
      ) : (
        <p className="text-ink-quiet">
          {gratitude.texts ? t("themesEmpty", { k }) : t("textsEmpty")}
          {gratitude.mergedThemes ? ` ${t("themesMerged", { count: gratitude.mergedThemes, k })}.` : null}
        </p>
      )}
    </Section>
  );
}
