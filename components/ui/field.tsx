import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";

export interface FieldText {
  label: ReactNode;
  /** said below the label, before a mistake is made */
  hint?: ReactNode;
  /** what is wrong and what to do about it */
  error?: string | null | undefined;
  /** shown beside the label of a field that may stay empty */
  optional?: ReactNode;
}

export const controlClass =
  "w-full min-h-10 rounded-md border border-edge bg-raised px-3 text-body text-ink placeholder:text-ink-quiet aria-invalid:border-bad aria-invalid:outline-bad disabled:cursor-not-allowed disabled:opacity-60";

/**
 * Label, hint and error around one control. The control is made by `children`, which receives the ids and aria
 * attributes that tie the parts together.
 */
export function Field({
  label,
  hint,
  error,
  optional,
  className,
  children,
}: FieldText & {
  className?: string | undefined;
  children: (wiring: {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": true | undefined;
  }) => ReactNode;
}) {
  const id = useId();
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
  return (
    <div className={classNames("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="text-label font-medium text-ink">
        {label}
        {optional ? <span className="ms-1.5 font-normal text-ink-quiet">{optional}</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-label text-ink-quiet">
          {hint}
        </p>
      ) : null}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error: string | null | undefined }) {
  return error ? (
    <p id={id} className="text-label text-bad">
      {error}
    </p>
  ) : null;
}
