"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useFeatureWords } from "@/components/ui/feature-words";
import { type Failure, type ServerAction, useAnswer } from "@/components/ui/use-answer";

/**
 * Runs a server action from a client component: `run(input)` resolves to the data, or to undefined after a refusal,
 * which then stands in `error` (a sentence) and `fields` (by field name).
 */
export function useAction<Input, Data>(action: ServerAction<Input, Data>) {
  const t = useTranslations("ui");
  const offWords = useFeatureWords();
  const { run: ask, pending, failure, clear } = useAnswer(action);
  const run = useCallback(async (input: Input) => (await ask(input))?.data, [ask]);
  const sentence = (refusal: Failure) =>
    offWords(refusal) ?? (refusal.code === "unreachable" ? t("unreachable") : refusal.message);

  return { run, pending, error: failure ? sentence(failure) : null, fields: failure?.fields ?? {}, clear };
}
