"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { saveDraft } from "@/lib/reports/actions";
import type { DraftChoices } from "@/lib/reports/draft-choices";

/** Long enough to finish a word, short enough for the preview to follow. */
const restMs = 700;

export type DraftState =
  | { readonly kind: "saved" | "saving" | "unsaved" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "conflict"; readonly version: number; readonly by: string | null; readonly at: Date };

export interface DraftEditor {
  readonly choices: DraftChoices;
  readonly state: DraftState;
  /** version of the stored draft that the preview shows */
  readonly version: number;
  change(change: (before: DraftChoices) => DraftChoices): void;
  /** Stores what is not stored yet; false when it could not be. */
  flush(): Promise<boolean>;
  /** Stores these choices over what somebody else has stored meanwhile. */
  overwrite(): void;
}

/**
 * The choices of the builder, stored a moment after the last change. One save runs at a time; what is changed meanwhile follows it.
 * A draft that somebody else has changed is never overwritten without being asked.
 */
export function useDraft(given: {
  tenant: string;
  sessionId: string;
  version: number;
  choices: DraftChoices;
}): DraftEditor {
  const { tenant, sessionId } = given;
  const router = useRouter();
  const [choices, setChoices] = useState(given.choices);
  const [state, setState] = useState<DraftState>({ kind: "saved" });
  const [version, setVersion] = useState(given.version);
  const latest = useRef({ choices: given.choices, version: given.version, dirty: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean> | null>(null);

  const save = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (running.current) {
      await running.current;
      return latest.current.dirty ? save() : true;
    }
    if (!latest.current.dirty) return true;
    const attempt = async (): Promise<boolean> => {
      const at = latest.current;
      const sent = at.choices;
      setState({ kind: "saving" });
      const result = await saveDraft({ tenant, sessionId, version: at.version, choices: sent }).catch(() => null);
      if (!result?.ok) {
        const fields = Object.values(result?.error.fields ?? {});
        setState({ kind: "failed", reason: fields[0] ?? result?.error.message ?? "" });
        return false;
      }
      if (!result.data.saved) {
        setState({ ...result.data, kind: "conflict" });
        return false;
      }
      at.version = result.data.version;
      setVersion(result.data.version);
      if (at.choices === sent) {
        at.dirty = false;
        setState({ kind: "saved" });
      }
      // The preview beside is drawn on the server from what is stored; what stands in the fields stays.
      router.refresh();
      return true;
    };
    const run = attempt();
    running.current = run;
    const stored = await run;
    running.current = null;
    return stored && latest.current.dirty ? save() : stored;
  }, [tenant, sessionId, router]);

  const change = useCallback(
    (make: (before: DraftChoices) => DraftChoices) => {
      latest.current.choices = make(latest.current.choices);
      latest.current.dirty = true;
      setChoices(latest.current.choices);
      setState((before) => (before.kind === "conflict" ? before : { kind: "unsaved" }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), restMs);
    },
    [save],
  );

  const overwrite = useCallback(() => {
    if (state.kind === "conflict") latest.current.version = state.version;
    latest.current.dirty = true;
    void save();
  }, [save, state]);

  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (latest.current.dirty) event.preventDefault();
    };
    addEventListener("beforeunload", leave);
    return () => {
      removeEventListener("beforeunload", leave);
      clearTimeout(timer.current);
      // Leaving for another page of the app does not lose the last words.
      if (latest.current.dirty) void save();
    };
  }, [save]);

  return { choices, state, version, change, flush: save, overwrite };
}
