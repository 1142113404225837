"use client";

import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { useEffect, useRef, useTransition } from "react";
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
  const apply = (edge: "from" | "to", value: string) => {
    if (value !== (days[edge] ?? "")) void setDays({ [edge]: value || null, cursor: null });
  };
  return (
    <div className={classNames("flex flex-wrap items-center gap-2 text-label text-ink-quiet", pending && "opacity-70")}>
      <Day label={t("from")} value={days.from ?? ""} max={days.to ?? today} onDay={(value) => apply("from", value)} />
      <Day
        label={t("to")}
        value={days.to ?? ""}
        min={days.from ?? undefined}
        max={today}
        onDay={(value) => apply("to", value)}
      />
    </div>
  );
}

/** A date that is being typed passes through others: it is read when the field is left or Enter is pressed, a day that is picked at once. */
function Day({
  label,
  value,
  onDay,
  ...bounds
}: {
  label: string;
  value: string;
  min?: string | undefined;
  max: string;
  onDay: (value: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const typing = useRef(false);
  // Somebody goes back, or a filter is reset: the field follows the address, without being made anew under whoever is in it.
  useEffect(() => {
    if (field.current) field.current.value = value;
  }, [value]);
  const read = (given: string) => {
    typing.current = false;
    onDay(given);
  };
  return (
    <label className="flex items-center gap-2">
      {label}
      <input
        ref={field}
        type="date"
        defaultValue={value}
        {...bounds}
        onKeyDown={(event) => {
          if (event.key === "Enter") read(event.currentTarget.value);
          else typing.current = true;
        }}
        onChange={(event) => {
          if (!typing.current) onDay(event.target.value);
        }}
        onBlur={(event) => read(event.target.value)}
        className={classNames(controlClass, "min-h-8 w-auto px-2 text-label")}
      />
    </label>
  );
}
