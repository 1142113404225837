"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useFeatureWords } from "@/components/ui/feature-words";
import { useRefusedField } from "@/components/ui/refused-field";

interface Failure {
  code: string;
  message: string;
  fields?: Record<string, string>;
}

type Action<Input, Data> = (input: Input) => Promise<{ ok: true; data: Data } | { ok: false; error: Failure }>;

/**
 * Runs a server action whose refusals are words that `<namespace>.errors` puts into sentences. `run(input)` resolves to `{ data }`, or to
 * null after a refusal, which then stands in `error` (the whole form) or in `fieldError(name)`.
 */
export function useWordedAction<Input, Data>(namespace: string, action: Action<Input, Data>) {
  const t = useTranslations(namespace);
  const offWords = useFeatureWords();
  const [pending, startTransition] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const asking = useRefusedField(failure);

  const run = (input: Input) =>
    new Promise<{ data: Data } | null>((resolve) => {
      asking();
      startTransition(async () => {
        const result = await action(input).catch(() => null);
        setFailure(result ? (result.ok ? null : result.error) : { code: "unreachable", message: "unreachable" });
        resolve(result?.ok ? { data: result.data } : null);
      });
    });

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
    clear: () => setFailure(null),
  };
}
