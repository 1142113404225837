"use client";

import { type ReactNode, useState } from "react";

/**
 * A short name that appears on hover and on keyboard focus, and goes with Escape. It repeats what the trigger already
 * says to assistive technology (its aria-label), so it is hidden from it; never put anything here that is nowhere else.
 */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  const [shown, setShown] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the wrapper only watches; the control inside is what people use.
    <span
      className="relative inline-flex"
      onPointerEnter={(event) => event.pointerType === "mouse" && setShown(true)}
      onPointerLeave={() => setShown(false)}
      onFocus={(event) => setShown(event.target.matches(":focus-visible"))}
      onBlur={() => setShown(false)}
      onPointerDown={() => setShown(false)}
      onKeyDown={(event) => event.key === "Escape" && setShown(false)}
    >
      {children}
      {shown ? (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-full left-1/2 z-30 mt-1.5 -translate-x-1/2 rounded-sm bg-ink px-2 py-1 text-label whitespace-nowrap text-paper"
        >
          {text}
        </span>
      ) : null}
    </span>
  );
}
