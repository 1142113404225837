"use client";

import { useTranslations } from "next-intl";
import type { ShownField } from "@/components/frameworks/section-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { Textarea, TextInput } from "@/components/ui/text-input";
import type { Value } from "@/lib/frameworks/fields";

interface Props {
  shown: ShownField;
  value: Value;
  error: string | null;
  differs: boolean;
  onChange: (value: Value) => void;
}

/** A field with, where it differs, what the platform has there and the way back to it. */
export function FrameworkField({ shown, value, error, differs, onChange }: Props) {
  const t = useTranslations("frameworks");
  return (
    <div className={differs ? "flex flex-col gap-1.5 border-l-2 border-accent pl-4" : "flex flex-col gap-1.5"}>
      <Control shown={shown} value={value} error={error} onChange={onChange} />
      {differs ? (
        <p className="flex flex-wrap items-baseline gap-x-3 text-label text-ink-quiet">
          <span className="[overflow-wrap:anywhere]">{t("platformHas", { value: shown.platformText })}</span>
          <button
            type="button"
            onClick={(event) => {
              onChange(shown.platform);
              // The button goes once there is nothing to take back.
              event.currentTarget.closest("div")?.querySelector<HTMLElement>("input, select, textarea")?.focus();
            }}
            className="underline underline-offset-3 hover:text-ink"
          >
            {t("takePlatform")}
            <span className="sr-only"> ({shown.label})</span>
          </button>
        </p>
      ) : null}
    </div>
  );
}

function Control({ shown, value, error, onChange }: Omit<Props, "differs">) {
  const { field, name, label, hint, options } = shown;
  const common = { name, label, hint, error };
  switch (field.kind) {
    case "switch":
      return <Checkbox {...common} checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
    case "choice":
      return (
        <Select
          {...common}
          options={options}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "number":
      return (
        <TextInput
          {...common}
          type="number"
          min={field.min}
          max={field.max}
          step={field.whole ? 1 : "any"}
          value={Number.isNaN(value) ? "" : String(value)}
          onChange={(event) => onChange(event.target.value === "" ? Number.NaN : Number(event.target.value))}
        />
      );
    case "list":
      return (
        <Textarea
          {...common}
          rows={3}
          value={(value as readonly string[]).join("\n")}
          onChange={(event) => onChange(event.target.value.split("\n"))}
        />
      );
    case "text":
      return field.long ? (
        <Textarea
          {...common}
          rows={3}
          maxLength={field.max}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <TextInput
          {...common}
          maxLength={field.max}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
        />
      );
    default:
      return (
        <TextInput
          {...common}
          inputMode={field.kind}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      );
  }
}
