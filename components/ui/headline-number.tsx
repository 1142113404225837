import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/**
 * The number a page or panel is about. `value` is already formatted; `unit` stands beside it, smaller, in words.
 * `change` is a <Change/>, `info` an <InfoPanel/>, `note` what a reader must know ("so far today").
 */
export function HeadlineNumber({
  label,
  value,
  unit,
  change,
  info,
  note,
}: {
  label: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  change?: ReactNode;
  info?: ReactNode;
  note?: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-2">
      <div>
        <NumberLabel label={label} info={info} />
      </div>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="figures font-serif text-number tracking-[-0.02em] text-ink">{value}</span>
        {unit ? <span className="text-body text-ink-soft">{unit}</span> : null}
      </p>
      {change || note ? (
        <p className="flex flex-wrap items-center gap-x-3 text-label text-ink-quiet">
          {change}
          {note}
        </p>
      ) : null}
    </div>
  );
}

/** The mark of the info panel stays with the last word, wherever the label breaks. */
function NumberLabel({ label, info }: { label: ReactNode; info: ReactNode }) {
  const text = typeof label === "string" ? label : "";
  const lastSpace = text.lastIndexOf(" ");
  return (
    <div className="self-end text-label text-ink-quiet">
      {lastSpace > 0 ? text.slice(0, lastSpace + 1) : null}
      <span className={text ? "whitespace-nowrap" : undefined}>
        {lastSpace > 0 ? text.slice(lastSpace + 1) : label}
        {info ? <span className="ml-1.5">{info}</span> : null}
      </span>
    </div>
  );
}

/**
 * A number among several: the same parts, one size smaller. In a row, labels, numbers and changes each keep one line
 * through all columns, however many lines a label takes.
 */
export function Stat({
  label,
  value,
  unit,
  change,
  info,
  note,
  className,
}: Parameters<typeof HeadlineNumber>[0] & { className?: string }) {
  return (
    <div className={classNames("row-span-3 grid min-w-0 grid-rows-subgrid gap-y-1", className)}>
      <NumberLabel label={label} info={info} />
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="figures font-serif text-title text-ink">{value}</span>
        {unit ? <span className="text-label text-ink-soft">{unit}</span> : null}
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-label text-ink-quiet">
        {change}
        {note}
      </p>
    </div>
  );
}

/** Stats in a row that share their lines, with hairlines between them instead of boxes around them; `many` make two rows of about a length. */
export function StatRow({ many = false, children }: { many?: boolean; children: ReactNode }) {
  return (
    <div
      className={classNames(
        "-mb-6 grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-8 *:mb-6 *:border-l *:border-hairline *:pl-4",
        many && "md:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))]",
      )}
    >
      {children}
    </div>
  );
}
