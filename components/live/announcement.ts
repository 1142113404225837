import type { LiveState } from "@/lib/live/schema";

/** What a screen reader was told last, and when. */
export interface Told {
  at: number;
  phase: LiveState["phase"];
  /** the number, rounded while it still changes; 0 for words without one */
  about: number;
  display: LiveState["gathering"]["display"];
}

/** No two announcements follow each other faster. */
export const announceEveryMs = 20_000;

/** A number as somebody would say it in passing: two digits that mean something. */
export function roundedCount(count: number): number {
  if (count < 20) return count;
  const step = 10 ** (Math.floor(Math.log10(count)) - 1) * 5;
  return Math.round(count / step) * step;
}

/**
 * Whether there is something worth interrupting for: another phase, or clearly another number. Null when there is not, or not
 * yet; what came too early is said when its time has come, if it still holds.
 */
export function announcement(told: Told, state: LiveState, now: number): Told | null {
  if (now - told.at < announceEveryMs) return null;
  const { display, shown } = state.gathering;
  const next: Told = {
    at: now,
    phase: state.phase,
    display,
    about: shown === null ? 0 : state.phase === "ended" ? shown : roundedCount(shown),
  };
  const same = next.phase === told.phase && next.display === told.display && next.about === told.about;
  return same ? null : next;
}
