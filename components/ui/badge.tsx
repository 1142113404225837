import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

const tones = {
  plain: "text-ink-soft before:bg-edge",
  accent: "text-accent before:bg-accent",
  good: "text-good before:bg-good",
  warn: "text-warn before:bg-warn",
  bad: "text-bad before:bg-bad",
};

/** A state in one or two words. The dot repeats the tone; the word alone must be enough. */
export function Badge({ tone = "plain", children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "relative inline-block pl-3 text-label font-medium whitespace-nowrap before:absolute before:top-1/2 before:left-0 before:size-1.5 before:-translate-y-1/2 before:rounded-full",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
