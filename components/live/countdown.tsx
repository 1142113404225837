"use client";

import { useEffect, useState } from "react";
import type { Phrase } from "@/components/live/phrase";

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/**
 * The time until the start by the server's clock, and when that is where the reader is. Both are known only in her browser:
 * until then their place is kept, so that nothing jumps.
 */
export function Countdown({ startsAt, offsetMs, phrase }: { startsAt: string; offsetMs: number; phrase: Phrase }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);

  const start = Date.parse(startsAt);
  const left = now === null ? null : Math.ceil((start - now - offsetMs) / 1_000);
  const when =
    now === null
      ? "\u00a0"
      : phrase.say("inZone", {
          when: new Intl.DateTimeFormat(phrase.tag, {
            weekday: "long",
            day: "numeric",
            month: "long",
            hour: "2-digit",
            minute: "2-digit",
            hourCycle: "h23",
          }).format(start),
        });
  return (
    <div className="live-countdown">
      <p className="live-when">
        <time dateTime={startsAt}>{when}</time>
      </p>
      {left !== null && left <= 0 ? (
        <p className="live-soon">{phrase.say("lobby.soon")}</p>
      ) : (
        // The seconds are for the eye; who listens has heard the time of the start.
        <div role="timer" aria-live="off" aria-label={phrase.say("lobby.begins")} className="live-clock">
          {parts(left).map(([unit, value]) => (
            <span key={unit} className="live-clock-part">
              <span className="live-clock-figure">{value === null ? "–" : two(value, phrase)}</span>
              <span className="live-clock-unit">{phrase.count(`lobby.${unit}`, value ?? 0)}</span>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

/** The three largest units that say something: days, hours and minutes, or hours, minutes and seconds. */
function parts(left: number | null): [string, number | null][] {
  const first = left !== null && left >= 86_400 ? 0 : left !== null && left < 3_600 ? 2 : 1;
  let rest = left ?? 0;
  return units
    .map(([unit, size]) => {
      const value = Math.floor(rest / size);
      rest -= value * size;
      return [unit, left === null ? null : value] as [string, number | null];
    })
    .slice(first, first + 3);
}

const two = (value: number, phrase: Phrase) => (value < 10 ? phrase.number(0) : "") + phrase.number(value);
