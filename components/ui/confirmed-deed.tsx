"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button, type ButtonTone } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";

/** What a deed needs of the action it runs: any of the hooks that run one has it. */
export interface RunningAction {
  readonly pending: boolean;
  readonly error: string | null;
  readonly clear?: () => void;
}

interface Deed<Done> {
  action: RunningAction;
  /** resolves to nothing (null, undefined, false) after a refusal, which then stands in `action.error` */
  act: () => Promise<Done>;
  title: ReactNode;
  confirmLabel: ReactNode;
  danger?: boolean;
  /** said in passing afterwards; nothing is said without it */
  done?: string | ((result: NonNullable<Done>) => string);
  /** where to go afterwards; without it the page is drawn anew */
  goTo?: string;
  /** what follows from yes */
  children?: ReactNode;
}

/** Asks, acts, says that it is done and draws the page anew. A refusal stays in the dialog until it is closed. */
export function ConfirmedDeed<Done>({
  open,
  onClose,
  action,
  act,
  done,
  goTo,
  ...question
}: Deed<Done> & { open: boolean; onClose: () => void }) {
  const router = useRouter();
  async function confirm() {
    const result = await act();
    if (!result) return;
    onClose();
    if (done) toast(typeof done === "function" ? done(result) : done);
    if (goTo) router.push(goTo);
    else router.refresh();
  }
  return (
    <ConfirmDialog
      {...question}
      open={open}
      onClose={() => {
        onClose();
        action.clear?.();
      }}
      busy={action.pending}
      error={action.error}
      onConfirm={() => void confirm()}
    />
  );
}

/** A button with the question behind it. `of` says of which thing, for those who do not see its row. */
export function DeedButton<Done>({
  label,
  of,
  tone = "quiet",
  small = true,
  ...deed
}: Deed<Done> & { label: ReactNode; of?: string; tone?: ButtonTone; small?: boolean }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button small={small} tone={tone} onClick={() => setAsking(true)}>
        {label}
        {of ? <span className="sr-only"> {of}</span> : null}
      </Button>
      <ConfirmedDeed {...deed} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}
