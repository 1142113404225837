"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useId, useTransition } from "react";
import { useShortcuts } from "@/components/shell/shortcuts";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { controlClass } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { BareSelect } from "@/components/ui/select";
import { type Day, isDay } from "@/lib/analytics/day";
import {
  comparisonKeys,
  daysOf,
  type LongRangeKey,
  longRangeKeys,
  type PeriodDays,
  type PeriodSearch,
  rangeKeys,
  shiftedSearch,
} from "@/lib/analytics/range";

const parsers = {
  range: parseAsStringLiteral(longRangeKeys).withDefault("30d"),
  from: parseAsString,
  to: parseAsString,
  compare: parseAsStringLiteral(comparisonKeys).withDefault("previous"),
  cursor: parseAsString,
};

const dayOrNone = (value: string | null) => (value !== null && isDay(value) ? value : undefined);

const segment =
  "min-h-8 rounded-sm px-2.5 text-label whitespace-nowrap text-ink-soft transition-colors hover:text-ink aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-[0_0_0_1px_var(--hairline)]";

/**
 * Range and comparison of a page, kept in the address; `today` is today in the tenant's zone. The steps count from what
 * was last asked for, also while the page for it is on its way. `param` is the name that the range has in the address, `long` offers a
 * year too. Keys: D today, W 7 days, M 30 days, Q 90 days, ← and → the period before and after.
 */
export function PeriodControls({
  today,
  comparable = true,
  param = "range",
  long = false,
}: {
  today: Day;
  comparable?: boolean;
  param?: string;
  long?: boolean;
}) {
  const t = useTranslations("shell.period");
  const [pending, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(parsers, {
    shallow: false,
    startTransition,
    history: "push",
    scroll: false,
    urlKeys: { range: param },
  });
  const popover = useId();

  const show = (next: (Pick<PeriodSearch, "from" | "to"> & { range: LongRangeKey }) | null) => {
    if (next) void setSearch({ range: next.range, from: next.from ?? null, to: next.to ?? null, cursor: null });
  };
  const period = daysOf({ range: search.range, from: dayOrNone(search.from), to: dayOrNone(search.to) }, today);
  const earlier = shiftedSearch(period, -1, today);
  const later = shiftedSearch(period, 1, today);

  useShortcuts({
    d: () => show({ range: "custom", from: today, to: today }),
    w: () => show({ range: "7d" }),
    m: () => show({ range: "30d" }),
    q: () => show({ range: "90d" }),
    arrowleft: () => show(earlier),
    arrowright: () => show(later),
  });

  return (
    <div
      aria-busy={pending || undefined}
      className={classNames("flex flex-wrap items-center gap-x-3 gap-y-2", pending && "opacity-70")}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout for four buttons. */}
      <div role="group" aria-label={t("range")} className="flex items-center rounded-md bg-sunk p-0.5">
        {(long ? longRangeKeys : rangeKeys).map((key) =>
          key === "custom" ? (
            <button
              key={key}
              type="button"
              popoverTarget={popover}
              aria-pressed={search.range === key}
              className={segment}
            >
              {t("ranges.custom")}
            </button>
          ) : (
            <button
              key={key}
              type="button"
              aria-pressed={search.range === key}
              onClick={() => show({ range: key })}
              className={segment}
            >
              {t(`ranges.${key}`)}
            </button>
          ),
        )}
      </div>
      <CustomRange
        id={popover}
        period={period}
        today={today}
        onApply={(from, to) => show({ range: "custom", from, to })}
      />
      <div className="flex">
        <IconButton
          label={t("earlier")}
          icon={<ChevronLeft size={17} aria-hidden="true" />}
          onClick={() => show(earlier)}
        />
        <IconButton
          label={t("later")}
          icon={<ChevronRight size={17} aria-hidden="true" />}
          disabled={later === null}
          onClick={() => show(later)}
        />
      </div>
      {comparable ? (
        <BareSelect
          small
          aria-label={t("compare")}
          value={search.compare}
          onChange={(event) =>
            void setSearch({ compare: comparisonKeys.find((key) => key === event.target.value) ?? null })
          }
          options={comparisonKeys.map((key) => ({ value: key, label: t(`comparisons.${key}`) }))}
        />
      ) : null}
    </div>
  );
}

function CustomRange({
  id,
  period,
  today,
  onApply,
}: {
  id: string;
  period: PeriodDays;
  today: Day;
  onApply: (from: Day, to: Day) => void;
}) {
  const t = useTranslations("shell.period");
  return (
    <div id={id} popover="auto" className="popover-panel mt-1.5 p-4 [position-area:block-end_span-inline-end]">
      <form
        key={`${period.firstDay}${period.lastDay}`}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const values = new FormData(event.currentTarget);
          document.getElementById(id)?.hidePopover();
          onApply(String(values.get("from")), String(values.get("to")));
        }}
      >
        {(["from", "to"] as const).map((name) => (
          <label key={name} className="flex flex-col gap-1.5 text-label font-medium">
            {t(name)}
            <input
              type="date"
              name={name}
              required
              max={today}
              defaultValue={name === "from" ? period.firstDay : period.lastDay}
              className={controlClass}
            />
          </label>
        ))}
        <Button type="submit" tone="primary">
          {t("apply")}
        </Button>
      </form>
    </div>
  );
}
