"use client";

import { useCallback, useState, useTransition } from "react";
import { useRefusedField } from "@/components/ui/refused-field";

/** What a server action refuses with. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly fields?: Record<string, string>;
  readonly retryAfterS?: number;
}

export type ServerAction<Input, Data> = (
  input: Input,
) => Promise<{ ok: true; data: Data } | { ok: false; error: Failure }>;

/**
 * Runs a server action and keeps its last refusal. `run(input)` resolves to `{ data }`, or to null after a refusal; one that never came back
 * is refused as `unreachable`, so that what was typed stays where it is. `useAction`, `useWordedAction` and identity's own say the refusal
 * in the reader's words.
 */
export function useAnswer<Input, Data>(action: ServerAction<Input, Data>) {
  const [pending, startTransition] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const asking = useRefusedField(failure);

  const run = useCallback(
    (input: Input) =>
      new Promise<{ data: Data } | null>((resolve) => {
        asking();
        startTransition(async () => {
          try {
            const result = await action(input);
            setFailure(result.ok ? null : result.error);
            resolve(result.ok ? { data: result.data } : null);
          } catch (error) {
            setFailure({ code: "unreachable", message: "unreachable" });
            resolve(null);
            // A page that is not there any more, or another one to go to: Next knows what to do.
            if (error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_")) throw error;
          }
        });
      }),
    [action, asking],
  );

  return { run, pending, failure, clear: useCallback(() => setFailure(null), []) };
}
