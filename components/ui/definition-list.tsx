import type { ReactNode } from "react";

/** Facts about one thing: a term and its value on each line. */
export function DefinitionList({
  items,
}: {
  items: ReadonlyArray<{ term: ReactNode; value: ReactNode; key?: string }>;
}) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-8">
      {items.map((item, index) => (
        <div
          key={item.key ?? index}
          className="col-span-2 grid grid-cols-subgrid border-t border-hairline py-2 first:border-t-0"
        >
          <dt className="text-label leading-6 text-ink-quiet">{item.term}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
