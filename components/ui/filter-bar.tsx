"use client";

import { Check, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { useId, useState, useTransition } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlClass } from "@/components/ui/field";
import { toggledValue, valuesOf } from "@/components/ui/filter-values";

export interface Filter {
  /** the name in the address */
  key: string;
  label: string;
  options: ReadonlyArray<{ value: string; label: string; note?: string }>;
  /** what the notes of the options say, where they do not speak of the rows that are shown */
  about?: string;
  /** several values at once, separated by commas in the address */
  multiple?: boolean;
}

/** From this many options on, a list gets a field to narrow it. */
const manyOptions = 9;

/**
 * The filters of a list, kept in the address: a chosen one is a chip that can be changed or removed, the others wait
 * beside it. Every change drops `cursor`, because that belonged to other rows.
 */
export function FilterBar({ filters }: { filters: readonly Filter[] }) {
  const t = useTranslations("ui.filters");
  const [pending, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(
    Object.fromEntries([...filters.map((filter) => filter.key), "cursor"].map((key) => [key, parseAsString])),
    { shallow: false, startTransition, history: "push", scroll: false },
  );
  const set = (key: string, value: string | null) => void setSearch({ [key]: value, cursor: null });
  const active = filters.filter((filter) => search[filter.key]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout for a row of buttons.
    <div
      role="group"
      aria-label={t("label")}
      aria-busy={pending || undefined}
      className={classNames("flex flex-wrap items-center gap-2", pending && "opacity-70")}
    >
      {filters.map((filter) => (
        <FilterChoice
          key={filter.key}
          filter={filter}
          value={search[filter.key] ?? null}
          onChange={(value) => set(filter.key, value)}
        />
      ))}
      {active.length > 0 ? (
        <button
          type="button"
          onClick={() =>
            void setSearch(Object.fromEntries([...filters.map(({ key }) => key), "cursor"].map((key) => [key, null])))
          }
          className="min-h-8 rounded-md px-2 text-label text-ink-quiet underline-offset-4 hover:text-ink hover:underline"
        >
          {t("reset")}
        </button>
      ) : null}
    </div>
  );
}

function FilterChoice({
  filter,
  value,
  onChange,
}: {
  filter: Filter;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const t = useTranslations("ui.filters");
  const id = useId();
  const [typed, setTyped] = useState("");
  const chosen = valuesOf(value);
  const inWords = chosen.map((one) => filter.options.find((option) => option.value === one)?.label ?? one).join(", ");
  const needle = typed.trim().toLowerCase();
  const options = filter.options.filter((option) => option.label.toLowerCase().includes(needle));
  return (
    <span
      className={classNames(
        "inline-flex max-w-full min-w-0 items-center rounded-full text-label",
        value ? "bg-accent-wash text-accent" : "border border-hairline text-ink-soft",
      )}
    >
      <button
        type="button"
        popoverTarget={id}
        className={classNames(
          "inline-flex min-h-8 min-w-0 items-center gap-1.5 rounded-full pl-3 transition-colors hover:text-ink focus-visible:rounded-full",
          value ? "pr-1.5" : "pr-3",
        )}
      >
        {value ? null : <Plus size={13} aria-hidden="true" />}
        <span className="truncate">
          {filter.label}
          {value ? <span className="font-medium">: {inWords}</span> : null}
        </span>
      </button>
      {value ? (
        <button
          type="button"
          aria-label={t("remove", { name: filter.label, value: inWords })}
          onClick={() => onChange(null)}
          className="inline-flex size-8 shrink-0 items-center justify-center rounded-full hover:text-ink focus-visible:rounded-full"
        >
          <X size={14} aria-hidden="true" />
        </button>
      ) : null}
      <div
        id={id}
        popover="auto"
        className="popover-panel mt-1.5 w-64 p-1.5 text-body [position-area:block-end_span-inline-end]"
      >
        {filter.options.length >= manyOptions ? (
          <input
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            aria-label={t("search", { name: filter.label })}
            placeholder={t("search", { name: filter.label })}
            className={classNames(controlClass, "mb-1.5 min-h-9")}
          />
        ) : null}
        {options.length === 0 ? <p className="px-2.5 py-2 text-label text-ink-quiet">{t("none")}</p> : null}
        <ul className="max-h-72 overflow-y-auto">
          {options.map((option) => {
            const on = chosen.includes(option.value);
            return (
              <li key={option.value}>
                <button
                  type="button"
                  aria-pressed={on}
                  onClick={() => {
                    onChange(toggledValue(value, option.value, filter.multiple === true));
                    if (!filter.multiple) document.getElementById(id)?.hidePopover();
                  }}
                  className="flex min-h-9 w-full items-center gap-2.5 rounded-sm px-2.5 text-left transition-colors hover:bg-sunk"
                >
                  <Check size={15} aria-hidden="true" className={on ? "text-accent" : "invisible"} />
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {option.note ? <span className="figures text-label text-ink-quiet">{option.note}</span> : null}
                </button>
              </li>
            );
          })}
        </ul>
        {filter.about ? (
          <p className="mx-2.5 mt-1.5 border-t border-hairline py-1.5 text-label text-ink-quiet">{filter.about}</p>
        ) : null}
      </div>
    </span>
  );
}
