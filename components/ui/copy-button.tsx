"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

/** Copies `text` and says so. Without `label` it is only the icon. */
export function CopyButton({ text, label, className }: { text: string; label?: string; className?: string }) {
  const t = useTranslations("ui.copy");
  const [state, setState] = useState<"idle" | "done" | "failed">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  const said = state === "done" ? t("done") : state === "failed" ? t("failed") : "";
  return (
    <button
      type="button"
      aria-label={label ? undefined : t("copy")}
      onClick={() => {
        // The clipboard is missing on plain http and may be forbidden; then the reader selects the text herself.
        const written = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();
        written.then(
          () => setState("done"),
          () => setState("failed"),
        );
      }}
      className={classNames(buttonClass("quiet", true), className)}
    >
      {state === "done" ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
      {label ? <span aria-hidden={state !== "idle"}>{state === "idle" ? label : said}</span> : null}
      <span role="status" className="sr-only">
        {said}
      </span>
    </button>
  );
}
