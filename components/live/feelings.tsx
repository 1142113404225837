"use client";

import { useEffect, useId, useState } from "react";
import type { PartProps } from "@/components/live/live-room";
import type { Phrase } from "@/components/live/phrase";

/** The words that can be sent, each with its colour everywhere on the page. */
export const feelingKinds = ["unity", "peace", "joy", "love", "gratitude", "awe"] as const;

/** What a kind of reaction is called; one that only the tenant knows is shown as the tenant wrote it. */
export function feelingWord(kind: string, phrase: Phrase): string {
  if (phrase.has(`feeling.${kind}`)) return phrase.say(`feeling.${kind}`);
  const word = kind.replace(/[-_]+/g, " ");
  return word.charAt(0).toLocaleUpperCase(phrase.tag) + word.slice(1);
}

/** One of six tones for a kind, always the same. */
export function toneOf(kind: string): number {
  const known = (feelingKinds as readonly string[]).indexOf(kind);
  if (known >= 0) return known + 1;
  return ([...kind].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6) + 1;
}

/** How long a word that was sent stays marked, and cannot be sent again. */
const restMs = 2_500;

/** Buttons with words. What was sent is said once to the one who sent it, and to nobody how often. */
export function Feelings({ live, phrase }: Pick<PartProps, "live" | "phrase">) {
  const [sent, setSent] = useState<string | null>(null);
  const hintId = useId();
  useEffect(() => {
    if (!sent) return;
    const timer = setTimeout(() => setSent(null), restMs);
    return () => clearTimeout(timer);
  }, [sent]);
  return (
    <fieldset className="live-feelings" aria-describedby={hintId}>
      <legend>{phrase.say("live.feel")}</legend>
      <div className="live-feeling-row">
        {feelingKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="live-feeling"
            data-tone={toneOf(kind)}
            aria-disabled={sent === kind || undefined}
            onClick={() => {
              if (sent === kind) return;
              void live.react(kind).then((done) => done && setSent(kind));
            }}
          >
            {feelingWord(kind, phrase)}
          </button>
        ))}
      </div>
      <p id={hintId} className="live-hint" role="status">
        {sent ? phrase.say("live.sent", { feeling: feelingWord(sent, phrase) }) : phrase.say("live.feelHint")}
      </p>
    </fieldset>
  );
}
