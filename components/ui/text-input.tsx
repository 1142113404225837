import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlClass, Field, type FieldText } from "@/components/ui/field";

/** One line of text. `name` makes it part of its form; `className` places the whole field. */
export function TextInput({
  label,
  hint,
  error,
  optional,
  className,
  ...rest
}: FieldText & Omit<ComponentProps<"input">, "id">) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} className={className}>
      {(wiring) => <input type="text" {...rest} {...wiring} className={controlClass} />}
    </Field>
  );
}

/** Several lines of text. */
export function Textarea({
  label,
  hint,
  error,
  optional,
  className,
  ...rest
}: FieldText & Omit<ComponentProps<"textarea">, "id">) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} className={className}>
      {(wiring) => (
        <textarea
          rows={4}
          {...rest}
          {...wiring}
          className={classNames(controlClass, "py-2 leading-6 [field-sizing:content] max-h-80")}
        />
      )}
    </Field>
  );
}
