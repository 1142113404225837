"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";

export interface ReadoutPoint {
  /** 0 left, 1 right */
  x: number;
  /** 0 top, 1 bottom; null where there is no value to mark */
  y: number | null;
  title: string;
  lines: string[];
}

/**
 * Single values of a chart, by pointer, finger or arrow keys. To assistive technology it is a slider that reads the
 * value out; without script the chart and its table are all there.
 */
export function ChartReadout({ label, points }: { label: string; points: readonly ReadoutPoint[] }) {
  const [index, setIndex] = useState<number | null>(null);
  const point = index === null ? null : (points[index] ?? null);
  const last = points.length - 1;

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    let nearest = 0;
    for (const [at, candidate] of points.entries()) {
      if (Math.abs(candidate.x - x) < Math.abs((points[nearest]?.x ?? 0) - x)) nearest = at;
    }
    setIndex(nearest);
  };

  const move = (event: KeyboardEvent) => {
    const from = index ?? last;
    const next: Record<string, number> = {
      ArrowLeft: Math.max(0, from - 1),
      ArrowRight: Math.min(last, from + 1),
      ArrowDown: Math.max(0, from - 1),
      ArrowUp: Math.min(last, from + 1),
      Home: 0,
      End: last,
    };
    const target = next[event.key];
    if (event.key === "Escape") setIndex(null);
    if (target === undefined) return;
    event.preventDefault();
    setIndex(target);
  };

  if (points.length === 0) return null;
  const current = points[index ?? last];
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={index ?? last}
      aria-valuetext={current ? [current.title, ...current.lines].join(", ") : undefined}
      data-keeps-keys
      data-screen-only
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => setIndex(null)}
      onFocus={(event) => event.target.matches(":focus-visible") && setIndex((now) => now ?? last)}
      onBlur={() => setIndex(null)}
      onKeyDown={move}
      className="absolute inset-0 touch-pan-y"
    >
      {point ? (
        <div aria-hidden="true" className="pointer-events-none">
          <span className="absolute inset-y-0 w-px bg-edge" style={{ left: `${point.x * 100}%` }} />
          {point.y === null ? null : (
            <span
              className="absolute size-2.5 -translate-1/2 rounded-full border-2 border-paper bg-accent"
              style={{ left: `${point.x * 100}%`, top: `${point.y * 100}%` }}
            />
          )}
          <div
            className="figures absolute bottom-full z-20 mb-1 min-w-28 rounded-md border border-hairline bg-raised px-2.5 py-1.5 whitespace-nowrap text-ink-soft"
            style={{ left: `${point.x * 100}%`, translate: `${-100 * Math.min(0.96, Math.max(0.04, point.x))}% 0` }}
          >
            <p className="text-ink-quiet">{point.title}</p>
            {point.lines.map((line, at) => (
              <p key={line} className={at === 0 ? "font-medium text-ink" : undefined}>
                {line}
              </p>
            ))}
          </div>
        </div>
      ) : null}
    </div>
  );
}
