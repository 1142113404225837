"use client";

import { useTranslations } from "next-intl";
import { waitWords } from "@/components/shell/wait-words";
import { useFeatureWords } from "@/components/ui/feature-words";
import { type Failure, type ServerAction, useAnswer } from "@/components/ui/use-answer";

/**
 * Runs one of identity's actions. `run(input)` resolves to `{ data }`, or to null after a refusal, which then stands in the
 * reader's language in `error` (the whole form) or in `fieldError(name)`.
 */
export function useIdentityAction<Input, Data>(action: ServerAction<Input, Data>) {
  const t = useTranslations("identity");
  const offWords = useFeatureWords();
  const { run, pending, failure, clear } = useAnswer(action);

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
    clear,
  };
}
