import type { ReactNode } from "react";
import type { Phrase } from "@/components/live/phrase";
import type { LiveState } from "@/lib/live/schema";

/** How many there are, in the middle of a circle that breathes. Few are said without a figure. */
export function Circle({ state, phrase, children }: { state: LiveState; phrase: Phrase; children?: ReactNode }) {
  const { display, shown } = state.gathering;
  return (
    <div className="live-circle">
      <span className="live-ring" aria-hidden="true" />
      <span className="live-ring" aria-hidden="true" />
      <span className="live-ring" aria-hidden="true" />
      {display === "none" || display === "small-circle" || shown === null ? (
        <p className="live-words">{phrase.say(display === "none" ? "count.none" : "count.smallCircle")}</p>
      ) : (
        <p className="live-count">
          {/* A new figure is a new element, so that it comes in gently instead of jumping. */}
          <span key={shown} className="live-figure">
            {phrase.number(shown)}
            {display === "at-least" ? "+" : null}
          </span>{" "}
          <span className="live-unit">{phrase.count("count.souls", shown)}</span>
        </p>
      )}
      {children}
    </div>
  );
}
