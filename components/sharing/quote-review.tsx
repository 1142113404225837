"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FormError } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Textarea } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { reviewQuote } from "@/lib/reports/actions";

export interface QuoteCandidate {
  readonly eventId: string;
  /** the text with addresses, links, handles and numbers taken out */
  readonly proposed: string;
  readonly language: string | null;
  readonly languageName: string;
  readonly consent: "anonymised" | "quoted";
  readonly status: "approved" | "rejected" | null;
  readonly quoteText: string | null;
  /** "name, date", already formatted */
  readonly decided: string | null;
}

interface Decision {
  eventId: string;
  decision: "approve" | "reject" | "reset";
  quoteText?: string;
}

/** Consented texts of a session, to be approved, shortened or left out by a person. */
export function QuoteReview(props: { tenant: string; sessionId: string; candidates: readonly QuoteCandidate[] }) {
  const { tenant, sessionId, candidates } = props;
  const t = useTranslations("sharing.quotes");
  const router = useRouter();
  const { run, pending, error, fields } = useAction(reviewQuote);
  const [deciding, setDeciding] = useState<string | null>(null);
  const approved = candidates.filter((one) => one.status === "approved").length;
  const open = candidates.filter((one) => one.status === null).length;

  const decide = async (decision: Decision) => {
    setDeciding(decision.eventId);
    const result = await run({ tenant, sessionId, ...decision });
    if (!result) return false;
    setDeciding(null);
    if (result.removedFrom > 0) toast(t("removed", { count: result.removedFrom }));
    router.refresh();
    return true;
  };

  return (
    <Section id="voices" title={t("title")} lead={t("lead")} tools={<Badge>{t("counts", { approved, open })}</Badge>}>
      {candidates.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <ul className="flex flex-col divide-y divide-hairline">
          {candidates.map((one) => (
            <li key={one.eventId} className="py-4">
              <Candidate
                candidate={one}
                busy={pending && deciding === one.eventId}
                error={deciding === one.eventId ? (fields.quoteText ?? error) : null}
                decide={(decision) => decide({ ...decision, eventId: one.eventId })}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Candidate(props: {
  candidate: QuoteCandidate;
  busy: boolean;
  error: string | null;
  decide: (decision: Omit<Decision, "eventId">) => Promise<boolean>;
}) {
  const { candidate, busy, error, decide } = props;
  const t = useTranslations("sharing.quotes");
  const [draft, setDraft] = useState<string | null>(null);
  const shown = candidate.status === "approved" ? (candidate.quoteText ?? "") : candidate.proposed;

  return (
    <div className="flex flex-col gap-3">
      {draft === null ? (
        <blockquote
          lang={candidate.language ?? undefined}
          dir="auto"
          className={`max-w-[68ch] font-serif text-lead ${candidate.status === "rejected" ? "text-ink-quiet" : ""}`}
        >
          {shown}
        </blockquote>
      ) : (
        <Textarea
          label={t("quote")}
          hint={t("quoteHint")}
          error={error}
          dir="auto"
          rows={4}
          value={draft}
          maxLength={600}
          onChange={(event) => setDraft(event.target.value)}
        />
      )}
      {draft === null && error ? <FormError message={error} /> : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-label text-ink-quiet">
        <span>{candidate.languageName}</span>
        <span>{t(`consent.${candidate.consent}`)}</span>
        {candidate.status ? (
          <span className={candidate.status === "approved" ? "text-good" : undefined}>
            {t(candidate.status)}
            {candidate.decided ? ` · ${candidate.decided}` : ""}
          </span>
        ) : null}
        <span className="flex flex-wrap gap-2 sm:ml-auto">
          {candidate.status === null ? (
            <>
              <Button
                small
                busy={busy}
                onClick={async () => {
                  const done = await decide({ decision: "approve", quoteText: draft ?? candidate.proposed });
                  if (done) setDraft(null);
                }}
              >
                {draft === null ? t("approve") : t("approveShort")}
              </Button>
              {draft === null ? (
                <Button small tone="quiet" onClick={() => setDraft(candidate.proposed)}>
                  {t("edit")}
                </Button>
              ) : null}
              <Button small tone="quiet" disabled={busy} onClick={() => decide({ decision: "reject" })}>
                {t("reject")}
              </Button>
            </>
          ) : (
            <Button small tone="quiet" busy={busy} onClick={() => decide({ decision: "reset" })}>
              {t("reset")}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}
