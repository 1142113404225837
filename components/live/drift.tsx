"use client";

import { type CSSProperties, useEffect, useRef, useState } from "react";
import { newFeelings } from "@/components/live/drift-words";
import { feelingWord, toneOf } from "@/components/live/feelings";
import type { Phrase } from "@/components/live/phrase";
import type { LiveState } from "@/lib/live/schema";

interface Mote {
  id: number;
  kind: string;
  style: CSSProperties;
}

/** As many words as may be in the air at once. */
const mostInTheAir = 24;

/**
 * What others feel, as words that rise through the page and fade. Nobody listening to the page hears them, and who asked for
 * stillness gets a line that names them instead (see live.css).
 */
export function Drift({ state, phrase }: { state: LiveState; phrase: Phrase }) {
  const [motes, setMotes] = useState<Mote[]>([]);
  const [recent, setRecent] = useState<string[]>([]);
  const before = useRef(state.reactions);
  const next = useRef(0);

  useEffect(() => {
    const felt = newFeelings(before.current, state.reactions);
    before.current = state.reactions;
    if (felt.length === 0) return;
    setRecent((known) => [...new Set([...felt, ...known])].slice(0, 3));
    if (document.visibilityState !== "visible") return;
    const made = felt.map((kind) => ({ id: next.current++, kind, style: course() }));
    setMotes((known) => [...known, ...made].slice(-mostInTheAir));
  }, [state.reactions]);

  return (
    <div aria-hidden="true">
      <div className="live-drift">
        {motes.map(({ id, kind, style }) => (
          <span
            key={id}
            className="live-mote"
            data-tone={toneOf(kind)}
            style={style}
            onAnimationEnd={() => setMotes((known) => known.filter((mote) => mote.id !== id))}
          >
            {feelingWord(kind, phrase)}
          </span>
        ))}
      </div>
      {recent.length ? (
        <p className="live-drift-still">
          {phrase.say("live.drifting", { feelings: phrase.list(recent.map((kind) => feelingWord(kind, phrase))) })}
        </p>
      ) : null}
    </div>
  );
}

/** Where one word begins, how far it sways, how long it takes: never two alike. */
function course(): CSSProperties {
  const between = (low: number, high: number) => low + Math.random() * (high - low);
  // The middle belongs to the circle; words rise beside it.
  const edge = `${between(2, 26).toFixed(1)}%`;
  const fromStart = Math.random() < 0.5;
  return {
    "--from-start": fromStart ? edge : "auto",
    "--from-end": fromStart ? "auto" : edge,
    "--sway": `${between(-3, 3)}rem`,
    "--size": between(1.05, 1.7).toFixed(2),
    animationDuration: `${between(9, 14).toFixed(1)}s`,
    animationDelay: `${between(0, 1.8).toFixed(2)}s`,
  } as CSSProperties;
}
