import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlClass, Field, type FieldText } from "@/components/ui/field";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

/** A choice of one from a list: the platform's own control, which every phone and screen reader knows. */
export function Select({
  label,
  hint,
  error,
  optional,
  options,
  className,
  ...rest
}: FieldText & { options: readonly SelectOption[] } & Omit<ComponentProps<"select">, "id" | "children">) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} className={className}>
      {(wiring) => <BareSelect {...rest} {...wiring} options={options} />}
    </Field>
  );
}

/** The control without a label around it: give it an `aria-label`. `small` for toolbars and table cells. */
export function BareSelect({
  options,
  small = false,
  className,
  ...rest
}: { options: readonly SelectOption[]; small?: boolean } & Omit<ComponentProps<"select">, "children">) {
  return (
    <span className={classNames("relative inline-flex", !small && "w-full", className)}>
      <select
        {...rest}
        className={
          small
            ? "min-h-8 appearance-none rounded-md bg-transparent pr-7 pl-2 text-label text-ink-soft transition-colors hover:bg-sunk hover:text-ink disabled:opacity-60"
            : classNames(controlClass, "appearance-none pr-9")
        }
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled} className="bg-raised text-ink">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={14}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-quiet"
      />
    </span>
  );
}
