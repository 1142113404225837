"use client";

import { useTranslations } from "next-intl";
import { useFeatureWords } from "@/components/ui/feature-words";
import { type ServerAction, useAnswer } from "@/components/ui/use-answer";

/**
 * Runs a server action whose refusals are words that `<namespace>.errors` puts into sentences. `run(input)` resolves to `{ data }`, or to
 * null after a refusal, which then stands in `error` (the whole form) or in `fieldError(name)`.
 */
export function useWordedAction<Input, Data>(namespace: string, action: ServerAction<Input, Data>) {
  const t = useTranslations(namespace);
  const offWords = useFeatureWords();
  const { run, pending, failure, clear } = useAnswer(action);

  const isKnown = (word: string) => /^[\w-]+$/.test(word) && t.has(`errors.${word}`);
  const say = (word: string, otherwise = word) =>
    isKnown(word) ? t(`errors.${word}`) : isKnown(otherwise) ? t(`errors.${otherwise}`) : word;
  const off = failure && offWords(failure);
  const fields = off ? {} : (failure?.fields ?? {});
  return {
    run,
    pending,
    error: off ? off : failure && Object.keys(fields).length === 0 ? say(failure.message, failure.code) : null,
    fieldError: (name: string) => (fields[name] ? say(fields[name]) : null),
    fields: Object.fromEntries(Object.entries(fields).map(([name, word]) => [name, say(word)])),
    clear,
  };
}
