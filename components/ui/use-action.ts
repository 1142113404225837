"use client";

import { useCallback, useState, useTransition } from "react";
import { useFeatureWords } from "@/components/ui/feature-words";
import { useRefusedField } from "@/components/ui/refused-field";

interface ActionFailure {
  ok: false;
  error: { code: string; message: string; fields?: Record<string, string> };
}

type Action<Input, Data> = (input: Input) => Promise<{ ok: true; data: Data } | ActionFailure>;

/**
 * Runs a server action from a client component: `run(input)` resolves to the data, or to undefined after a refusal,
 * which then stands in `error` (a sentence) and `fields` (by field name).
 */
export function useAction<Input, Data>(action: Action<Input, Data>) {
  const [pending, startTransition] = useTransition();
  const offWords = useFeatureWords();
  const [failure, setFailure] = useState<ActionFailure["error"] | null>(null);
  const asking = useRefusedField(failure);

  const run = useCallback(
    (input: Input) =>
      new Promise<Data | undefined>((resolve) => {
        asking();
        startTransition(async () => {
          try {
            const result = await action(input);
            setFailure(result.ok ? null : result.error);
            resolve(result.ok ? result.data : undefined);
          } catch (error) {
            // A redirect or a broken connection: Next and the error boundary know what to do with it.
            resolve(undefined);
            throw error;
          }
        });
      }),
    [action, asking],
  );

  return {
    run,
    pending,
    error: failure ? (offWords(failure) ?? failure.message) : null,
    fields: failure?.fields ?? {},
    clear: useCallback(() => setFailure(null), []),
  };
}
