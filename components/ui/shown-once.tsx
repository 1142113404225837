"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

/** Shows a value that nobody can look up later, until it is closed. `children` stand below it: what belongs to the value. */
export function ShownOnce({
  value,
  title,
  lead,
  valueLabel,
  copyLabel,
  doneLabel,
  onClose,
  children,
}: {
  /** null while there is nothing to show */
  value: string | null;
  title: ReactNode;
  lead: ReactNode;
  /** what the value is, for those who do not see it in its place */
  valueLabel: string;
  copyLabel: string;
  doneLabel: string;
  onClose: () => void;
  children?: ReactNode;
}) {
  return (
    <Dialog
      open={value !== null}
      onClose={onClose}
      title={title}
      lead={lead}
      footer={
        <>
          {value !== null ? <CopyButton text={value} label={copyLabel} /> : null}
          <Button onClick={onClose}>{doneLabel}</Button>
        </>
      }
    >
      {value !== null ? (
        <div className="flex flex-col gap-4">
          <CodeBlock code={value} label={valueLabel} wrap />
          {children}
        </div>
      ) : null}
    </Dialog>
  );
}
