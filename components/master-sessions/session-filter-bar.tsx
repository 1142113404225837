import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useLabels } from "@/components/master-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { FilterBar } from "@/components/ui/filter-bar";
import type { listFilterOptions } from "@/lib/master-sessions/queries/list-filter-options";
import {
  attendanceModes,
  type SessionFilters as Filters,
  filterNames,
  statusFilters,
  timesOfDay,
} from "@/lib/master-sessions/schema";

type Option = z.output<typeof listFilterOptions.row>;

/** The filters of a list of sessions, with the values that the tenant's sessions have. `without` those that the page itself fixes. */
export function SessionFilterBar({
  options,
  without = [],
  view,
}: {
  options: readonly Option[];
  without?: readonly (keyof Filters)[];
  view: View;
}) {
  const t = useTranslations("masters");
  const labels = useLabels(view);
  const found = (name: Option["filter"], label: (option: Option) => string) =>
    options
      .filter(({ filter }) => filter === name)
      .map((option) => ({ value: option.value, label: label(option), note: view.format.integer(option.sessions) }));
  const choices: Record<keyof Filters, { value: string; label: string; note?: string }[]> = {
    master: found("master", ({ name, value }) => name ?? value),
    language: found("language", ({ value }) => labels.language(value)),
    mode: attendanceModes.map((value) => ({ value, label: t(`mode.${value}`) })),
    timeOfDay: timesOfDay.map((value) => ({ value, label: t(`timeOfDay.${value}`) })),
    status: statusFilters.map((value) => ({ value, label: t(`status.${value}`) })),
    version: found("version", ({ value }) => value),
  };
  return (
    <FilterBar
      filters={filterNames
        .filter((name) => !without.includes(name))
        .map((name) => ({ key: name, label: t(`filters.${name}`), options: choices[name] }))}
    />
  );
}
