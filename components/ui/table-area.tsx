"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

/**
 * Where a table stands. As long as it fits, the header keeps to the top of the page; a table that is wider than its place scrolls by
 * itself in an area at most a screen high, so that neither the page moves sideways nor the header is lost.
 */
export function TableArea({ label, children }: { label: string; children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const element = area.current;
    const table = element?.firstElementChild;
    if (!element || !table) return;
    const observer = new ResizeObserver(() => setWide(table.scrollWidth > element.clientWidth + 1));
    observer.observe(element);
    observer.observe(table);
    return () => observer.disconnect();
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is a scroll area, not a section of the page.
    <div
      ref={area}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard.
      tabIndex={0}
      data-keeps-keys
      data-wide={wide || undefined}
      className="group/table relative max-md:overflow-x-auto md:data-wide:max-h-[calc(100dvh-2rem)] md:data-wide:overflow-auto"
    >
      {children}
    </div>
  );
}
