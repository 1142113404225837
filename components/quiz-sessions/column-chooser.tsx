"use client";

import { Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useId, useTransition } from "react";
import { buttonClass } from "@/components/ui/button";
import { type ColumnKey, columnKeys } from "@/lib/quiz-sessions/list-search";

/** Which columns the table shows, kept in the address. */
export function ColumnChooser({ shown }: { shown: readonly ColumnKey[] }) {
  const t = useTranslations("quiz");
  const id = useId();
  const [, startTransition] = useTransition();
  const [, setColumns] = useQueryState(
    "columns",
    parseAsString.withOptions({ shallow: false, startTransition, scroll: false }),
  );
  const toggle = (key: ColumnKey) => {
    const next = columnKeys.filter((one) => (one === key ? !shown.includes(one) : shown.includes(one)));
    void setColumns(next.length > 0 ? next.join(",") : "none");
  };
  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass("quiet", true)}>
        <Columns3 size={15} aria-hidden="true" />
        {t("columns.choose")}
      </button>
      <div id={id} popover="auto" className="popover-panel mt-1.5 w-56 p-3 [position-area:block-end_span-inline-start]">
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-label text-ink-quiet">{t("columns.choose")}</legend>
          {columnKeys.map((key) => (
            <label key={key} className="flex min-h-8 items-center gap-2.5">
              <input
                type="checkbox"
                checked={shown.includes(key)}
                onChange={() => toggle(key)}
                className="size-4 accent-(--accent)"
              />
              {t(`columns.${key}`)}
            </label>
          ))}
        </fieldset>
      </div>
    </>
  );
}
