"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { replyToReport } from "@/lib/reports/actions";
import { replyLimits } from "@/lib/reports/reply-limits";

const keys = [
  "lead",
  "message",
  "name",
  "optional",
  "send",
  "sent",
  "another",
  "empty",
  "tooLong",
  "failed",
  "tooMany",
] as const;

type State = "writing" | "sending" | "sent";

/** The words are in the reader's language, which is not one of the app's; so they come as they are printed. */
export function ReplyForm({
  token,
  visit,
  words,
}: {
  token: string;
  visit: string;
  words: Record<(typeof keys)[number], string>;
}) {
  const [state, setState] = useState<State>("writing");
  const [problem, setProblem] = useState<string | null>(null);
  const thanks = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The button that was pressed is gone; a reader without a mouse must not be thrown to the top of the page.
    if (state === "sent") thanks.current?.focus();
  }, [state]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state === "sending") return;
    const form = new FormData(event.currentTarget);
    const read = (name: string) => String(form.get(name) ?? "").trim();
    const body = read("body");
    if (body === "") return setProblem(words.empty);
    if (body.length > replyLimits.body) return setProblem(words.tooLong);
    setState("sending");
    const result = await replyToReport({
      token,
      visit,
      body,
      author: read("author").slice(0, replyLimits.author),
      website: read("website"),
    }).catch(() => null);
    if (result?.ok) {
      setProblem(null);
      return setState("sent");
    }
    setProblem(result?.error.code === "too-many" ? words.tooMany : words.failed);
    setState("writing");
  };

  if (state === "sent") {
    return (
      <div className="flex flex-col items-start gap-3">
        <p ref={thanks} tabIndex={-1} role="status" className="report-reply-thanks">
          {words.sent}
        </p>
        <Button onClick={() => setState("writing")}>{words.another}</Button>
      </div>
    );
  }
  return (
    <form method="post" className="flex max-w-[34rem] flex-col gap-4" onSubmit={submit} noValidate>
      <p className="report-reply-lead">{words.lead}</p>
      <Textarea label={words.message} name="body" dir="auto" maxLength={replyLimits.body} error={problem} />
      <TextInput
        label={words.name}
        optional={words.optional}
        name="author"
        dir="auto"
        maxLength={replyLimits.author}
        autoComplete="name"
      />
      {/* No person sees or reaches this field. */}
      <div aria-hidden="true" className="hidden">
        <input type="text" name="website" tabIndex={-1} autoComplete="off" />
      </div>
      <div>
        <Button type="submit" tone="primary" busy={state === "sending"}>
          {words.send}
        </Button>
      </div>
    </form>
  );
}
