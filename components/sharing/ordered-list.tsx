"use client";

import { GripVertical } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";

export interface OrderedItem {
  readonly key: string;
  /** what is read out when it moves */
  readonly name: string;
  readonly content: ReactNode;
}

/**
 * A list whose items a person puts in order: by dragging the handle with mouse, pen or finger, or with the arrow keys, Home and End on
 * the focused handle. Where an item went is read out.
 */
export function OrderedList({
  label,
  items,
  onMove,
  handleLabel,
  movedText,
}: {
  label: string;
  items: readonly OrderedItem[];
  onMove: (from: number, to: number) => void;
  handleLabel: (name: string) => string;
  movedText: (name: string, place: number, count: number) => string;
}) {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [told, setTold] = useState("");
  const refocus = useRef<string | null>(null);

  const move = (from: number, to: number) => {
    const place = Math.max(0, Math.min(items.length - 1, to));
    const item = items[from];
    if (!item || place === from) return;
    refocus.current = item.key;
    onMove(from, place);
    setTold(movedText(item.name, place + 1, items.length));
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    move(index, to);
  };
  // An element that changes its place in the document loses the focus.
  useLayoutEffect(() => {
    if (refocus.current === null) return;
    const row = items.findIndex(({ key }) => key === refocus.current);
    refocus.current = null;
    list.current?.children[row]?.querySelector("button")?.focus({ preventScroll: true });
  });

  const follow = useRef<(y: number) => void>(() => undefined);
  follow.current = (y) => {
    const from = items.findIndex(({ key }) => key === dragged);
    if (from === -1) return;
    const rows = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
    // An item changes places with its neighbour when the pointer has passed the neighbour's middle.
    const above = rows.findIndex((row, index) => index < from && y < row.top + row.height / 2);
    const below = rows.findLastIndex((row, index) => index > from && y > row.top + row.height / 2);
    if (above !== -1) move(from, above);
    else if (below !== -1) move(from, below);
  };
  useEffect(() => {
    if (dragged === null) return;
    // On the window: the handle itself moves while it is dragged, and would lose the pointer.
    const onMoved = (event: PointerEvent) => follow.current(event.clientY);
    const onEnd = () => setDragged(null);
    addEventListener("pointermove", onMoved);
    addEventListener("pointerup", onEnd);
    addEventListener("pointercancel", onEnd);
    return () => {
      removeEventListener("pointermove", onMoved);
      removeEventListener("pointerup", onEnd);
      removeEventListener("pointercancel", onEnd);
    };
  }, [dragged]);

  return (
    <>
      <ol ref={list} aria-label={label} className="flex flex-col">
        {items.map(({ key, name, content }, index) => (
          <li
            key={key}
            className={classNames(
              "flex items-start gap-1 rounded-md py-1 pr-1",
              dragged === key ? "bg-sunk outline outline-1 outline-edge" : null,
            )}
          >
            <button
              type="button"
              aria-label={handleLabel(name)}
              onKeyDown={(event) => onKeyDown(event, index)}
              onPointerDown={(event) => {
                if (event.button === 0) setDragged(key);
              }}
              className="inline-flex h-7 w-6 shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-ink-quiet hover:bg-sunk hover:text-ink active:cursor-grabbing"
            >
              <GripVertical size={14} aria-hidden="true" />
            </button>
            <div className="min-w-0 flex-1">{content}</div>
          </li>
        ))}
      </ol>
      <p className="sr-only" aria-live="polite">
        {told}
      </p>
    </>
  );
}

/** The list with one item in another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}
