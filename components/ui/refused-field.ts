import { useCallback, useEffect, useRef } from "react";

/**
 * After a refusal the reader stands at the field it names, as with what the browser itself refuses: in a long form the words beside the
 * field would otherwise be out of sight, and a screen reader would say nothing. `refusal` is another object each time; what this returns is
 * called as the form is sent.
 */
export function useRefusedField(refusal: object | null) {
  const sentFrom = useRef<ParentNode | null>(null);
  useEffect(() => {
    if (!refusal) return;
    const within = sentFrom.current ?? document;
    const wrong = [...within.querySelectorAll<HTMLElement>('[aria-invalid="true"]')].find((field) =>
      field.checkVisibility({ visibilityProperty: true }),
    );
    wrong?.focus();
  }, [refusal]);

  return useCallback(() => {
    sentFrom.current = document.activeElement?.closest<HTMLElement>("form, dialog") ?? null;
  }, []);
}
