import { useCallback, useEffect, useRef } from "react";

/**
 * Whoever comes in or goes takes the button away that she pressed, and the browser would begin at the top of the page. `pressed` is called
 * with the press; once it has been answered, the stage that `ref` is set on has the focus, and the next step of the keyboard is beside it.
 */
export function useStage(joined: boolean) {
  const ref = useRef<HTMLElement>(null);
  const waiting = useRef(false);
  const pressed = useCallback(() => {
    waiting.current = true;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is waited for is that this changes.
  useEffect(() => {
    if (!waiting.current) return;
    waiting.current = false;
    // Whoever has gone on meanwhile is left alone.
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true });
  }, [joined]);
  return { ref, pressed };
}
