"use client";

import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlClass } from "@/components/ui/field";

/** First and last day of a list, kept in the address; either may stay open. `today` is the last day there can be. */
export function DayRange({ today }: { today: string }) {
  const t = useTranslations("settings.audit");
  const [pending, startTransition] = useTransition();
  const [days, setDays] = useQueryStates(
    { from: parseAsString, to: parseAsString, cursor: parseAsString },
    { shallow: false, startTransition, history: "push", scroll: false },
  );
  return (
    <div className={classNames("flex flex-wrap items-center gap-2 text-label text-ink-quiet", pending && "opacity-70")}>
      {(["from", "to"] as const).map((edge) => (
        <label key={edge} className="flex items-center gap-2">
          {t(edge)}
          <input
            type="date"
            // A date that is being typed passes through others; the field is read when it is left or a day is picked.
            key={days[edge] ?? ""}
            defaultValue={days[edge] ?? ""}
            min={edge === "to" ? (days.from ?? undefined) : undefined}
            max={edge === "from" ? (days.to ?? today) : today}
            onBlur={(event) => apply(edge, event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && apply(edge, event.currentTarget.value)}
            className={classNames(controlClass, "min-h-8 w-auto px-2 text-label")}
          />
        </label>
      ))}
    </div>
  );

  function apply(edge: "from" | "to", value: string) {
    if (value !== (days[edge] ?? "")) void setDays({ [edge]: value || null, cursor: null });
  }
}
