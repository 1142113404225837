"use client";

import { type ReactNode, useEffect, useRef } from "react";
import type { Phrase } from "@/components/live/phrase";
import type { LiveState } from "@/lib/live/schema";

/** Names that are read in one line; the map shows the rest. */
const named = 8;

/** The countries that people are in: which they are, never how many are where. */
export function Places({ state, phrase, map }: { state: LiveState; phrase: Phrase; map: ReactNode }) {
  const { countries } = state;
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const path of frame.current?.querySelectorAll("[data-country]") ?? []) {
      path.toggleAttribute("data-here", countries.includes(path.getAttribute("data-country") ?? ""));
    }
  }, [countries]);

  const names = countries.map((code) => nameOf(code, phrase.tag)).sort((a, b) => a.localeCompare(b, phrase.tag));
  const said =
    names.length > named + 1 ? [...names.slice(0, named), phrase.count("places.more", names.length - named)] : names;
  return (
    <section className="live-places" aria-labelledby="live-places">
      <div>
        <h2 id="live-places" className="live-heading">
          {phrase.say(state.phase === "ended" ? "places.after" : "places.title")}
        </h2>
        {/* The server's names of countries can differ from the browser's by a letter; the browser's stay. */}
        <p className="live-countries" suppressHydrationWarning>
          {names.length || state.phase === "ended" ? phrase.list(said) : phrase.say("places.none")}
        </p>
      </div>
      <div ref={frame} className="live-map">
        {map}
      </div>
    </section>
  );
}

function nameOf(code: string, tag: string): string {
  try {
    return new Intl.DisplayNames(tag, { type: "region", fallback: "code" }).of(code) ?? code;
  } catch {
    return code;
  }
}
