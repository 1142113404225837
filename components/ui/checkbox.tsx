import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { FieldError } from "@/components/ui/field";

interface ChoiceText {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
}

/** Yes or no, sent with a form. For something that takes effect at once use `Switch`. */
export function Checkbox({
  label,
  hint,
  error,
  className,
  ...rest
}: ChoiceText & Omit<ComponentProps<"input">, "id" | "type">) {
  const id = useId();
  return (
    <div className={classNames("flex gap-2.5", className)}>
      <input
        {...rest}
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-invalid={error ? true : undefined}
        className="mt-1 size-4 shrink-0"
      />
      <div className="flex flex-col gap-0.5">
        <label htmlFor={id} className="text-body text-ink">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-label text-ink-quiet">
            {hint}
          </p>
        ) : null}
        <FieldError id={`${id}-error`} error={error} />
      </div>
    </div>
  );
}

/** A choice of one from a few that are worth seeing at once. */
export function RadioGroup({
  legend,
  name,
  options,
  defaultValue,
  value,
  onValueChange,
  error,
  inline = false,
}: {
  legend: ReactNode;
  name: string;
  options: ReadonlyArray<{ value: string; label: ReactNode; hint?: ReactNode }>;
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  error?: string | null;
  inline?: boolean;
}) {
  const id = useId();
  const choice = (option: string) =>
    value === undefined ? { defaultChecked: option === defaultValue } : { checked: option === value };
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 text-label font-medium text-ink">{legend}</legend>
      <div className={classNames("flex gap-x-6 gap-y-2", inline ? "flex-wrap" : "flex-col")}>
        {options.map((option) => (
          <label key={option.value} className="flex gap-2.5">
            <input
              type="radio"
              name={name}
              value={option.value}
              {...choice(option.value)}
              onChange={onValueChange && (() => onValueChange(option.value))}
              className="mt-1 size-4 shrink-0"
            />
            <span className="flex flex-col">
              <span className="text-body text-ink">{option.label}</span>
              {option.hint ? <span className="text-label text-ink-quiet">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}

/** On or off, in effect at once. Uncontrolled with `defaultChecked`, controlled with `checked` and `onChange`. */
export function Switch({ label, hint, className, ...rest }: ChoiceText & Omit<ComponentProps<"input">, "id" | "type">) {
  const id = useId();
  return (
    <div className={classNames("flex items-start justify-between gap-6", className)}>
      <div className="flex flex-col gap-0.5">
        <label htmlFor={id} className="text-body text-ink">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-label text-ink-quiet">
            {hint}
          </p>
        ) : null}
      </div>
      <input
        {...rest}
        id={id}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells whether it is checked by itself.
        role="switch"
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative mt-0.5 h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-edge bg-sunk transition-colors before:absolute before:top-1/2 before:left-0.5 before:size-3.5 before:-translate-y-1/2 before:rounded-full before:bg-edge before:transition-transform checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-on-accent focus-visible:rounded-full disabled:cursor-not-allowed disabled:opacity-60"
      />
    </div>
  );
}
