import { useTranslations } from "next-intl";
import { BarList } from "@/components/charts/bar-list";
import type { View } from "@/components/shell/view";
import { Section } from "@/components/ui/section";

/** What people wrote about in a master's sessions of a period, by distinct people over all of them. */
export function MasterThemes({
  themes,
  view,
}: {
  themes: readonly {
    readonly key: string;
    readonly label: string;
    readonly people: number;
    readonly sessions: number;
  }[];
  view: View;
}) {
  const t = useTranslations("themes.master");
  const { format, tenant } = view;
  return (
    <Section title={t("title")} lead={t("lead", { k: tenant.k })}>
      {themes.length ? (
        <BarList
          name={t("title")}
          top={8}
          formatValue={format.integer}
          items={themes.map(({ key, label, people }) => ({ key, label, value: people }))}
        />
      ) : (
        <p className="text-ink-quiet">{t("empty", { k: tenant.k })}</p>
      )}
    </Section>
  );
}
