"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { PartProps } from "@/components/live/live-room";
import type { Trouble } from "@/components/live/participant";

/** The same limit as the server's; it decides. */
const limit = 4_000;
/** From here on the reader is told how much room is left. */
const near = 400;

const consents = ["none", "anonymised", "quoted"] as const;

/** A few words for those who held the hour, and what may be done with them: nothing, unless the writer says so. */
export function ThanksForm({ live, phrase, tenantName }: PartProps) {
  const [text, setText] = useState("");
  const [consent, setConsent] = useState<(typeof consents)[number]>("none");
  const [phase, setPhase] = useState<"writing" | "sending" | "sent">("writing");
  const [wrong, setWrong] = useState<"empty" | "tooLong" | Trouble | null>(null);
  const id = useId();
  const sentHeading = useRef<HTMLHeadingElement>(null);
  // Where the form was, there is now its answer: who cannot see that is taken to it.
  useEffect(() => {
    if (phase === "sent") sentHeading.current?.focus();
  }, [phase]);

  if (phase === "sent") {
    return (
      <div className="live-gratitude">
        <h2 ref={sentHeading} tabIndex={-1} className="live-heading">
          {phrase.say("thanks.sentTitle")}
        </h2>
        <p>{phrase.say("thanks.sentText")}</p>
      </div>
    );
  }

  const length = [...text.trim()].length;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (phase === "sending") return;
    if (length === 0 || length > limit) {
      setWrong(length ? "tooLong" : "empty");
      return;
    }
    setPhase("sending");
    setWrong(null);
    const answer = await live.thank(text.trim(), consent, phrase.locale);
    if (!answer.ok) setWrong(answer.trouble);
    setPhase(answer.ok ? "sent" : "writing");
  };
  const said =
    wrong === null
      ? null
      : wrong === "empty" || wrong === "tooLong"
        ? phrase.say(`thanks.${wrong}`, { limit: phrase.number(limit) })
        : phrase.say(`trouble.${wrong === "over" ? "failed" : wrong}`, { tenant: tenantName });

  return (
    <form className="live-gratitude" onSubmit={(event) => void send(event)} noValidate>
      <h2 className="live-heading">{phrase.say("thanks.title")}</h2>
      <p className="live-lead">{phrase.say("thanks.lead", { tenant: tenantName })}</p>
      <label htmlFor={`${id}-text`} className="live-label">
        {phrase.say("thanks.label")}
      </label>
      <textarea
        id={`${id}-text`}
        dir="auto"
        rows={4}
        value={text}
        aria-invalid={said ? true : undefined}
        aria-describedby={said ? `${id}-wrong` : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      {length > limit - near && length <= limit ? (
        <p className="live-hint">{phrase.count("thanks.left", limit - length)}</p>
      ) : null}
      {said ? (
        <p id={`${id}-wrong`} role="alert" className="live-wrong">
          {said}
        </p>
      ) : null}
      <fieldset className="live-consent">
        <legend className="live-label">{phrase.say("thanks.consent")}</legend>
        {consents.map((one) => (
          <label key={one} className="live-choice">
            <input type="radio" name={`${id}-consent`} checked={consent === one} onChange={() => setConsent(one)} />
            <span>
              <span className="live-choice-name">{phrase.say(`thanks.${one}`)}</span>
              <span className="live-choice-hint">{phrase.say(`thanks.${one}Hint`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <button type="submit" className="live-button" aria-busy={phase === "sending"}>
        {phrase.say("thanks.send")}
      </button>
    </form>
  );
}
