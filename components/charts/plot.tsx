import type { ReactNode } from "react";
import type { Scale } from "@/components/charts/prepare/scale";
import { classNames } from "@/components/ui/class-names";

export interface AxisLabel {
  key: string;
  /** 0 left, 1 right */
  x: number;
  text: string;
}

/**
 * The ground of a chart: a scale on the left, few gridlines, a base line, labels below. Shapes are drawn in a box of
 * 100 by 100 that stretches to any width, so a chart needs no script to fit its place; text is HTML and never stretches.
 */
export function Plot({
  scale,
  formatTick,
  labels,
  height = 200,
  headroom = false,
  shapes,
  children,
}: {
  scale: Scale;
  formatTick: (value: number) => string;
  labels: readonly AxisLabel[];
  height?: number;
  /** leaves a line of text above the ground free for marks */
  headroom?: boolean;
  /** SVG in the stretched box */
  shapes?: ReactNode;
  /** HTML above the shapes: marks, labels, the readout */
  children?: ReactNode;
}) {
  const ticks = scale.ticks.map((value) => ({ value, text: formatTick(value), top: (1 - scale.share(value)) * 100 }));
  const widest = ticks.reduce((longest, tick) => (tick.text.length > longest.length ? tick.text : longest), "");
  return (
    <div
      className={classNames(
        "grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 text-label text-ink-quiet",
        headroom ? "pt-6" : "pt-2",
      )}
    >
      <div aria-hidden="true" className="figures relative text-right" style={{ height }}>
        <span className="invisible">{widest}</span>
        {ticks.map((tick) => (
          <span key={tick.value} className="absolute right-0 -translate-y-1/2" style={{ top: `${tick.top}%` }}>
            {tick.text}
          </span>
        ))}
      </div>
      <div className="relative" style={{ height }}>
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {ticks.map((tick) => (
            <line
              key={tick.value}
              x1={0}
              x2={100}
              y1={tick.top}
              y2={tick.top}
              vectorEffect="non-scaling-stroke"
              stroke={tick.value === 0 ? "var(--edge)" : "var(--hairline)"}
              strokeWidth={1}
            />
          ))}
          {shapes}
        </svg>
        {children}
      </div>
      <div aria-hidden="true" className="relative col-start-2 mt-2 h-4.5">
        {labels.map((label, index) => (
          <span
            key={label.key}
            className={`absolute whitespace-nowrap ${index % 2 ? "max-sm:hidden" : ""}`}
            style={{ left: `${label.x * 100}%`, translate: label.x < 0.04 ? "0" : label.x > 0.94 ? "-100%" : "-50%" }}
          >
            {label.text}
          </span>
        ))}
      </div>
    </div>
  );
}
