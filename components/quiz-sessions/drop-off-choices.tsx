import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import { ViewSwitch } from "@/components/quiz-sessions/view-switch";
import type { View } from "@/components/shell/view";
import { FilterBar } from "@/components/ui/filter-bar";
import { type DropOffSearch, dropOffCells, dropOffColumns } from "@/lib/quiz-sessions/drop-off-search";
import type { listFilterOptions } from "@/lib/quiz-sessions/queries/list-sessions";
import { quizFormats } from "@/lib/quiz-sessions/schema";

type Option = z.output<typeof listFilterOptions.row>;

/** What the heatmap shows, beside what, and of which quizzes. */
export function DropOffChoices({
  search,
  options,
  href,
  view,
}: {
  search: DropOffSearch;
  options: readonly Option[];
  href: (changes: Record<string, string | undefined>) => string;
  view: View;
}) {
  const t = useTranslations("quiz");
  const labels = useLabels(view);
  const found = (name: "framework" | "version", label: (value: string) => string) =>
    options
      .filter(({ filter }) => filter === name)
      .map(({ value, sessions }) => ({ value, label: label(value), note: view.format.integer(sessions) }));
  return (
    <div className="flex flex-wrap items-center gap-x-8 gap-y-3" data-screen-only>
      <ViewSwitch
        label={t("dropOff.columnsLabel")}
        current={search.columns}
        items={dropOffColumns.map((key) => ({
          key,
          label: t(`dropOff.columns.${key}`),
          href: href({ columns: key === "format" ? undefined : key }),
        }))}
      />
      <ViewSwitch
        label={t("dropOff.showLabel")}
        current={search.show}
        items={dropOffCells.map((key) => ({
          key,
          label: t(`dropOff.show.${key}`),
          href: href({ show: key === "retention" ? undefined : key }),
        }))}
      />
      <FilterBar
        filters={[
          {
            key: "format",
            label: t("filters.format"),
            options: quizFormats.map((value) => ({ value, label: labels.format(value) })),
          },
          {
            key: "framework",
            label: t("filters.framework"),
            options: found("framework", labels.framework),
            about: t("filterCounts"),
          },
          {
            key: "version",
            label: t("filters.version"),
            options: found("version", (value) => value),
            about: t("filterCounts"),
          },
        ]}
      />
    </div>
  );
}
