import type { ReactNode } from "react";
import { feelingWord, toneOf } from "@/components/live/feelings";
import type { PartProps } from "@/components/live/live-room";
import type { Phrase } from "@/components/live/phrase";
import { ThanksForm } from "@/components/live/thanks-form";
import { liveLimits } from "@/lib/live/limits";
import type { LiveState } from "@/lib/live/schema";

/** Afterwards: how many we were, what was gathered, what was felt, and room for a word of thanks. */
export function Recap({ state, live, phrase, tenantName, places }: PartProps & { places: ReactNode }) {
  const ended = state.endedAt ? Date.parse(state.endedAt) : null;
  // Words of thanks are taken while the hour is still near.
  const stillNear = ended === null || Date.parse(state.serverTime) - ended < liveLimits.gratitudeMs;
  return (
    <section className="live-stage" aria-label={phrase.say("recap.eyebrow")}>
      <p className="live-eyebrow">
        {ended === null ? (
          phrase.say("recap.eyebrow")
        ) : (
          // The reader's own day: the server cannot know which of two it is.
          <time dateTime={state.endedAt ?? undefined} suppressHydrationWarning>
            {phrase.say("recap.heldOn", {
              date: new Intl.DateTimeFormat(phrase.tag, { day: "numeric", month: "long", year: "numeric" }).format(
                ended,
              ),
            })}
          </time>
        )}
      </p>
      <Were state={state} phrase={phrase} />
      <p className="live-thanks">{phrase.say("recap.thanks")}</p>
      {state.au && state.au.units > 0 ? (
        <p className="live-au">
          <span className="live-au-label">{phrase.say("recap.together")}</span>
          <span className="live-au-figure">
            {phrase.number(state.au.units)} <abbr title={state.au.label}>{state.au.unit}</abbr>
          </span>
          <span className="live-au-label">{state.au.label}</span>
        </p>
      ) : null}
      <Felt reactions={state.reactions} phrase={phrase} />
      {places}
      {stillNear ? (
        <ThanksForm state={state} live={live} phrase={phrase} tenantName={tenantName} />
      ) : (
        <p className="live-hint">{phrase.say("thanks.closed")}</p>
      )}
    </section>
  );
}

/** "We were 247 souls", with the number as the largest thing on the page. */
function Were({ state, phrase }: { state: LiveState; phrase: Phrase }) {
  const { display, shown } = state.gathering;
  if (display === "none" || display === "small-circle" || shown === null) {
    return <p className="live-were-few">{phrase.say(display === "none" ? "recap.none" : "count.smallCircle")}</p>;
  }
  const [before, after] = phrase.around("recap.were", shown);
  return (
    <p className="live-were">
      <span>{before} </span>
      <span className="live-were-figure">
        {phrase.number(shown)}
        {display === "at-least" ? "+" : null}
      </span>
      <span> {after}</span>
    </p>
  );
}

/** As many kinds as can be told apart. */
const shownKinds = 6;

/** The feelings as discs, larger where more was felt. No figure stands beside them: they do not compete. */
function Felt({ reactions, phrase }: { reactions: LiveState["reactions"]; phrase: Phrase }) {
  const felt = [...reactions].sort((a, b) => b.occurrences - a.occurrences).slice(0, shownKinds);
  const largest = felt[0]?.occurrences ?? 0;
  return (
    <div className="live-felt">
      <h2 className="live-heading">{phrase.say("recap.felt")}</h2>
      {largest === 0 ? (
        <p className="live-hint">{phrase.say("recap.feltNone")}</p>
      ) : (
        <ul>
          {felt.map(({ kind, occurrences }) => (
            <li key={kind} data-tone={toneOf(kind)}>
              <span
                aria-hidden="true"
                className="live-disc"
                style={{ inlineSize: `${(1.25 + 3.25 * Math.sqrt(occurrences / largest)).toFixed(2)}rem` }}
              />
              {feelingWord(kind, phrase)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
