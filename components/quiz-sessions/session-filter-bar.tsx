import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { type Filter, FilterBar } from "@/components/ui/filter-bar";
import { completions, outcomes, type SessionFilters } from "@/lib/quiz-sessions/list-search";
import type { listFilterOptions } from "@/lib/quiz-sessions/queries/list-sessions";
import { leads, quizFormats, quizSources } from "@/lib/quiz-sessions/schema";

type Option = z.output<typeof listFilterOptions.row>;

/** The filters of the list, with the values that the tenant's sessions have. Those of a heatmap's cell stand there only while they hold. */
export function SessionFilterBar({
  options,
  filters,
  person,
  view,
}: {
  options: readonly Option[];
  filters: SessionFilters;
  /** who is meant by the filter of one person */
  person: string;
  view: View;
}) {
  const t = useTranslations("quiz");
  const labels = useLabels(view);
  const found = (name: Option["filter"], label: (value: string) => string) =>
    options
      .filter(({ filter }) => filter === name)
      .map(({ value, sessions }) => ({ value, label: label(value), note: view.format.integer(sessions) }));
  const plain = (value: string) => value;
  const choices: Partial<Record<keyof SessionFilters, Filter["options"]>> = {
    format: quizFormats.map((value) => ({ value, label: labels.format(value) })),
    framework: found("framework", labels.framework),
    version: found("version", plain),
    primary: found("primary", labels.archetype),
    secondary: found("secondary", labels.archetype),
    lead: [...leads].reverse().map((value) => ({ value, label: labels.lead(value) })),
    completion: completions.map((value) => ({ value, label: t(`completion.${value}`) })),
    source: quizSources.map((value) => ({ value, label: labels.source(value) })),
    language: found("language", labels.language),
    campaign: found("campaign", plain),
    variant: found("variant", plain),
    tag: found("tag", plain),
  };
  // A column of the heatmap may be of those that say nothing.
  for (const key of ["version", "language", "campaign", "variant"] as const) {
    if (filters[key] === "none") choices[key] = [...(choices[key] ?? []), { value: "none", label: t("dropOff.none") }];
  }
  if (filters.prospect !== undefined) choices.prospect = [{ value: filters.prospect, label: person }];
  if (filters.step !== undefined) choices.step = [{ value: filters.step, label: labels.step(filters.step) }];
  if (filters.next !== undefined) choices.next = [{ value: filters.next, label: labels.step(filters.next) }];
  if (filters.outcome !== undefined)
    choices.outcome = outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }));
  if (filters.week !== undefined) choices.week = [{ value: filters.week, label: view.format.day(filters.week) }];
  return (
    <FilterBar
      filters={(Object.keys(choices) as (keyof SessionFilters)[])
        .filter((key) => (choices[key]?.length ?? 0) > 0 || filters[key] !== undefined)
        .map((key) => ({
          key,
          label: t(`filters.${key}`),
          options: choices[key] ?? [],
          ...(choices[key]?.some(({ note }) => note) ? { about: t("filterCounts") } : {}),
        }))}
    />
  );
}
