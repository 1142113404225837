"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "@/components/shell/shortcuts";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { type QueuedVoice, VoiceCard } from "@/components/voices/voice-card";
import { reviewQuote, withdrawConsent } from "@/lib/reports/actions";

type Decision = "approve" | "reject" | "reset";

const keys = [
  ["next", "J"],
  ["previous", "K"],
  ["approve", "A"],
  ["reject", "R"],
  ["edit", "E"],
  ["undo", "U"],
] as const;

/**
 * Texts to read, one after another. Every decision can be made without the mouse: J and K go, A approves, R rejects, E shortens, U takes
 * the last decision back.
 */
export function VoiceQueue({
  tenant,
  state,
  voices,
}: {
  tenant: string;
  state: string;
  voices: readonly QueuedVoice[];
}) {
  const t = useTranslations("voices");
  const router = useRouter();
  const { run, pending, error, fields, clear } = useAction(reviewQuote);
  const withdrawing = useAction(withdrawConsent);
  const [at, setAt] = useState(0);
  const [draft, setDraft] = useState<string | null>(null);
  const [last, setLast] = useState<{ eventId: string; sessionId: string } | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef(false);
  const deciding = useRef(new Set<string>());
  const here = Math.min(at, voices.length - 1);
  const voice = voices[here];

  // The list changes under the reader when a text leaves it; the place stays, and so does the keyboard.
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    list.current?.querySelector<HTMLElement>(`[data-voice="${voice?.eventId}"]`)?.focus({ preventScroll: false });
  });

  const go = (to: number) => {
    if (to < 0 || to >= voices.length) return;
    clear();
    setDraft(null);
    moved.current = true;
    setAt(to);
  };
  const decide = async (of: Pick<QueuedVoice, "eventId" | "sessionId">, decision: Decision, quoteText?: string) => {
    // Twice the same is a slip; another text may be decided while the one before is on its way.
    if (deciding.current.has(of.eventId)) return;
    deciding.current.add(of.eventId);
    const result = await run({ tenant, sessionId: of.sessionId, eventId: of.eventId, decision, quoteText });
    deciding.current.delete(of.eventId);
    if (!result) return;
    setDraft(null);
    moved.current = true;
    setLast(decision === "reset" ? null : of);
    const removed = result.removedFrom > 0 ? ` ${t("removed", { count: result.removedFrom })}` : "";
    toast(`${t(`done.${decision}`)}${removed}`);
    // Where decided texts stay in the list, the next one is the next to read.
    if (state === "all" && decision !== "reset") setAt(Math.min(here + 1, voices.length - 1));
    router.refresh();
  };
  const approve = () => {
    if (voice && voice.status !== "approved") void decide(voice, "approve", draft ?? voice.proposed);
  };
  const edit = () => {
    if (voice && draft === null) setDraft(voice.quoteText || voice.proposed);
  };
  useShortcuts({
    j: () => go(here + 1),
    k: () => go(here - 1),
    a: approve,
    r: () => voice && voice.status !== "rejected" && void decide(voice, "reject"),
    e: edit,
    u: () => {
      if (last) void decide(last, "reset");
      else if (voice?.status) void decide(voice, "reset");
    },
  });

  if (voices.length === 0) {
    return (
      <EmptyState title={t(`empty.${state}.title`)}>
        <p>{t(`empty.${state}.text`)}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p className="hidden flex-wrap items-center gap-x-4 gap-y-2 text-label text-ink-quiet sm:flex">
        {keys.map(([action, key]) => (
          <span key={action} className="flex items-center gap-1.5">
            <Kbd>{key}</Kbd> {t(`keys.${action}`)}
          </span>
        ))}
      </p>
      <ol ref={list} className="flex flex-col divide-y divide-hairline" aria-busy={pending || undefined}>
        {voices.map((one, index) => (
          <VoiceCard
            key={one.eventId}
            voice={one}
            current={index === here}
            draft={index === here ? draft : null}
            busy={pending && index === here}
            error={index === here ? (fields.quoteText ?? error ?? null) : null}
            onSelect={() => {
              if (index === here) return;
              clear();
              setDraft(null);
              setAt(index);
            }}
            onDraft={setDraft}
            onEdit={() => {
              setAt(index);
              setDraft(one.quoteText || one.proposed);
            }}
            onDecide={(decision) => {
              setAt(index);
              void decide(
                one,
                decision,
                decision === "approve" ? (index === here ? (draft ?? one.proposed) : one.proposed) : undefined,
              );
            }}
            withdrawError={withdrawing.error}
            onWithdraw={async () => {
              const result = await withdrawing.run({ tenant, sessionId: one.sessionId, eventId: one.eventId });
              if (!result) return false;
              toast(t("withdrawn", { count: result.removedFrom }));
              router.refresh();
              return true;
            }}
          />
        ))}
      </ol>
    </>
  );
}
