"use client";

import { useEffect, useRef, useState } from "react";
import { announceEveryMs, announcement, type Told } from "@/components/live/announcement";
import type { Phrase } from "@/components/live/phrase";
import type { LiveState } from "@/lib/live/schema";

/** Tells those who do not see the page what changed, at most every twenty seconds, and never what single people feel. */
export function Announcer({ state, phrase }: { state: LiveState; phrase: Phrase }) {
  const [words, setWords] = useState("");
  const told = useRef<Told | null>(null);
  useEffect(() => {
    // What is there when the page opens is read with the page.
    told.current ??= {
      at: Date.now() - announceEveryMs,
      phase: state.phase,
      display: state.gathering.display,
      about: -1,
    };
    if (told.current.about === -1) {
      const first = announcement(told.current, state, Date.now());
      if (first) told.current = first;
      return;
    }
    const say = () => {
      const before = told.current;
      const next = before && announcement(before, state, Date.now());
      if (!next) return;
      told.current = next;
      setWords(wordsFor(next, before.phase, phrase));
    };
    say();
    const timer = setTimeout(say, Math.max(0, told.current.at + announceEveryMs - Date.now()) + 50);
    return () => clearTimeout(timer);
  }, [state, phrase]);
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}

function wordsFor(told: Told, phaseBefore: LiveState["phase"], phrase: Phrase): string {
  const phase =
    told.phase === phaseBefore
      ? null
      : told.phase === "cancelled"
        ? phrase.say("cancelled.title")
        : phrase.say(`announce.${told.phase === "scheduled" ? "lobby" : told.phase}`);
  const many =
    told.display === "none" || told.phase === "cancelled"
      ? null
      : told.display === "small-circle"
        ? phrase.say("count.smallCircle")
        : told.phase === "ended"
          ? phrase.count("recap.were", told.about)
          : phrase.count("announce.about", told.about);
  return [phase, many].filter(Boolean).join(" ");
}
