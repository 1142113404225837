"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlClass, Field, type FieldText } from "@/components/ui/field";

/** A password that can be looked at while typing. Pasting is welcome. */
export function PasswordInput({
  label,
  hint,
  error,
  className,
  ...rest
}: FieldText & Omit<ComponentProps<"input">, "id" | "type">) {
  const t = useTranslations("ui.password");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(wiring) => (
        <span className="relative">
          <input
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            {...rest}
            {...wiring}
            type={shown ? "text" : "password"}
            className={classNames(controlClass, "pr-11")}
          />
          <button
            type="button"
            aria-label={t("show")}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 inline-flex w-10 items-center justify-center rounded-md text-ink-quiet hover:text-ink"
          >
            <Icon size={16} aria-hidden="true" />
          </button>
        </span>
      )}
    </Field>
  );
}
