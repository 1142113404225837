"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FormError } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/text-input";
import { VoiceText } from "@/components/voices/voice-text";

export interface QueuedVoice {
  readonly eventId: string;
  readonly sessionId: string;
  readonly session: string;
  readonly sessionHref: string;
  readonly masterName: string | null;
  readonly pieces: readonly { readonly at: number; readonly text: string; readonly kind: string | null }[];
  readonly proposed: string;
  readonly language: string | null;
  readonly languageName: string;
  readonly consent: "anonymised" | "quoted";
  /** when it was written, already formatted */
  readonly said: string;
  readonly status: "approved" | "rejected" | null;
  readonly quoteText: string | null;
  /** "name, date", already formatted */
  readonly decided: string | null;
  /** reports that show it */
  readonly reports: number;
}

interface Props {
  voice: QueuedVoice;
  current: boolean;
  /** the shortened text while it is being edited */
  draft: string | null;
  busy: boolean;
  error: string | null;
  withdrawError: string | null;
  onSelect: () => void;
  onDraft: (draft: string | null) => void;
  onEdit: () => void;
  onDecide: (decision: "approve" | "reject" | "reset") => void;
  onWithdraw: () => Promise<boolean>;
}

/** One text: what was written with what would be hidden, what would be printed, and what can be decided. */
export function VoiceCard(props: Props) {
  const { voice, current, draft, busy, error, onSelect, onDraft, onEdit, onDecide } = props;
  const t = useTranslations("voices");
  const area = useRef<HTMLDivElement>(null);
  const editing = draft !== null;
  const hides = voice.pieces.some((piece) => piece.kind !== null);
  const printed = voice.status === "approved" ? (voice.quoteText ?? "") : voice.proposed;
  const original = voice.pieces.map((piece) => piece.text).join("");

  // Pressing E means to write: the caret goes to the end of what is there.
  useEffect(() => {
    if (!editing) return;
    const field = area.current?.querySelector("textarea");
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, [editing]);

  return (
    <li
      data-voice={voice.eventId}
      aria-current={current ? "true" : undefined}
      tabIndex={-1}
      onFocus={onSelect}
      className={classNames(
        "flex flex-col gap-3 border-l-2 py-5 pr-1 pl-4 outline-none focus-visible:bg-sunk",
        current ? "border-l-accent" : "border-l-transparent",
      )}
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-label text-ink-quiet">
        <Badge tone={voice.status === "approved" ? "good" : "plain"}>{t(`status.${voice.status ?? "open"}`)}</Badge>
        <span>{voice.languageName}</span>
        <span>{t(`consent.${voice.consent}`)}</span>
        <Link
          href={voice.sessionHref}
          prefetch={false}
          className="underline decoration-edge underline-offset-4 hover:text-ink"
        >
          {voice.masterName ? t("ofMaster", { session: voice.session, master: voice.masterName }) : voice.session}
        </Link>
        <span className="figures">{voice.said}</span>
      </p>
      <VoiceText pieces={voice.pieces} language={voice.language} quiet={voice.status === "rejected"} />
      {!editing && (hides || voice.status === "approved") && printed !== original ? (
        <div className="max-w-[68ch] text-body text-ink-soft">
          <span className="text-label text-ink-quiet">{t(voice.status === "approved" ? "prints" : "wouldPrint")} </span>
          <q lang={voice.language ?? undefined} dir="auto" className="font-serif">
            {printed}
          </q>
        </div>
      ) : null}
      {editing ? (
        <div ref={area} className="max-w-[68ch]">
          <Textarea
            label={t("edit.label")}
            hint={t("edit.hint")}
            error={error}
            dir="auto"
            rows={4}
            maxLength={600}
            value={draft}
            onChange={(event) => onDraft(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") onDraft(null);
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                onDecide("approve");
              }
            }}
          />
        </div>
      ) : (
        <FormError message={error} />
      )}
      <VoiceDecisions {...props} editing={editing} busy={busy} onDecide={onDecide} onEdit={onEdit} />
    </li>
  );
}

function VoiceDecisions(props: Props & { editing: boolean }) {
  const { voice, busy, editing, onDecide, onEdit, onDraft, onWithdraw, withdrawError } = props;
  const t = useTranslations("voices");
  const [asking, setAsking] = useState(false);
  const [working, setWorking] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {voice.status === null || editing ? (
        <>
          <Button small tone={editing ? "primary" : "plain"} busy={busy} onClick={() => onDecide("approve")}>
            {t(editing ? "approveEdited" : "approve")}
          </Button>
          {editing ? (
            <Button small tone="quiet" onClick={() => onDraft(null)}>
              {t("edit.cancel")}
            </Button>
          ) : (
            <>
              <Button small tone="quiet" onClick={onEdit}>
                {t("shorten")}
              </Button>
              <Button small tone="quiet" disabled={busy} onClick={() => onDecide("reject")}>
                {t("reject")}
              </Button>
            </>
          )}
        </>
      ) : (
        <>
          <span className="text-label text-ink-quiet">
            {voice.decided}
            {voice.reports > 0 ? ` · ${t("inReports", { count: voice.reports })}` : ""}
          </span>
          <Button small tone="quiet" busy={busy} onClick={() => onDecide("reset")}>
            {t("undo")}
          </Button>
        </>
      )}
      <Button small tone="quiet" className="sm:ml-auto" onClick={() => setAsking(true)}>
        {t("withdraw.open")}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t("withdraw.title")}
        confirmLabel={t("withdraw.confirm")}
        danger
        busy={working}
        error={withdrawError}
        onConfirm={async () => {
          setWorking(true);
          const done = await onWithdraw();
          setWorking(false);
          if (done) setAsking(false);
        }}
      >
        <p>{t("withdraw.text")}</p>
      </ConfirmDialog>
    </div>
  );
}
