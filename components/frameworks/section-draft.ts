import { useEffect, useState } from "react";
import type { Value } from "@/lib/frameworks/fields";

type Values = Readonly<Record<string, Value>>;

/** What was typed and not saved yet, by form, for as long as this tab does not load anew. People fill it by typing, so it is empty on the server. */
const kept = new Map<string, Values>();

const same = (a: Value | undefined, b: Value | undefined) => JSON.stringify(a) === JSON.stringify(b);

/**
 * The values of a form whose reader may look at another section before she saves: what she typed is there when she comes back, over
 * whatever version holds by then, and the browser asks before it is left behind for good.
 */
export function useSectionDraft(form: string, base: number, given: Values) {
  // `saved` is the version that what was typed has become; from it on, its own values are shown.
  const [draft, setDraft] = useState<{ typed: Values; saved: number | null }>(() => ({
    typed: kept.get(form) ?? {},
    saved: null,
  }));
  const arrived = draft.saved !== null && base >= draft.saved;
  const values: Values = arrived ? given : { ...given, ...draft.typed };
  const changed = draft.saved === null && Object.keys(given).some((name) => !same(values[name], given[name]));

  const keep = (typed: Values) => {
    const own = Object.fromEntries(Object.entries(typed).filter(([name, value]) => !same(value, given[name])));
    if (Object.keys(own).length) kept.set(form, own);
    else kept.delete(form);
    setDraft({ typed: own, saved: null });
  };

  useEffect(() => {
    if (!changed) return;
    const leave = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", leave);
    return () => removeEventListener("beforeunload", leave);
  }, [changed]);

  return {
    values,
    changed,
    set: (name: string, value: Value) => keep({ ...values, [name]: value }),
    discard: () => keep({}),
    /** says that everything typed is in this version now */
    saved(version: number) {
      kept.delete(form);
      setDraft(({ typed }) => ({ typed, saved: version }));
    },
  };
}
