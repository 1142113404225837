"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { waitWords } from "@/components/shell/wait-words";
import { useFeatureWords } from "@/components/ui/feature-words";
import { useRefusedField } from "@/components/ui/refused-field";

interface Failure {
  code: string;
  message: string;
  fields?: Record<string, string>;
  retryAfterS?: number;
}

type Action<Input, Data> = (input: Input) => Promise<{ ok: true; data: Data } | { ok: false; error: Failure }>;

/**
 * Runs one of identity's actions. `run(input)` resolves to `{ data }`, or to null after a refusal, which then stands in the
 * reader's language in `error` (the whole form) or in `fieldError(name)`.
 */
export function useIdentityAction<Input, Data>(action: Action<Input, Data>) {
  const t = useTranslations("identity");
  const offWords = useFeatureWords();
  const [pending, startTransition] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const asking = useRefusedField(failure);

  const run = (input: Input) =>
    new Promise<{ data: Data } | null>((resolve) => {
      asking();
      startTransition(async () => {
        const result = await action(input).catch(() => null);
        setFailure(result ? (result.ok ? null : result.error) : { code: "unreachable", message: "" });
        resolve(result?.ok ? { data: result.data } : null);
      });
    });

  const say = (reason: string) => (t.has(`refusals.${reason}`) ? t(`refusals.${reason}`) : reason);
  const sentence = ({ code, message, fields = {}, retryAfterS }: Failure): string | null => {
    const off = offWords({ code, fields });
    if (off) return off;
    if (code === "too-many") return `${t("refusals.tooManyAttempts")} ${waitWords(t, retryAfterS ?? 60)}`;
    if (fields[""]) return say(fields[""]);
    if (Object.keys(fields).length > 0) return null;
    return t.has(`errors.${code}`) ? t(`errors.${code}`) : message;
  };

  return {
    run,
    pending,
    error: failure ? sentence(failure) : null,
    fieldError: (name: string) => (failure?.fields?.[name] ? say(failure.fields[name]) : null),
    clear: () => setFailure(null),
  };
}
