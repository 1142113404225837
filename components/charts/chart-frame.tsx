import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export interface ChartTable {
  head: string[];
  /** cells as text; the first of each row names it, the others are numbers */
  rows: string[][];
}

/**
 * What every chart has around it: a summary in words, the drawing, and the numbers as a table that anybody can open.
 * The drawing itself is hidden from assistive technology, which reads the summary and the table instead.
 */
export function ChartFrame({
  name,
  summary,
  table,
  legend,
  closer,
  children,
}: {
  name: string;
  summary: string;
  table: ChartTable;
  legend?: ReactNode;
  /** opens the same values in large */
  closer?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("ui.chart");
  return (
    <figure aria-label={name} className="flex min-w-0 flex-col gap-3">
      <figcaption className="sr-only">{summary}</figcaption>
      {legend}
      {children}
      <div data-screen-only className="flex flex-wrap items-start gap-x-5 gap-y-2">
        {closer}
        <details className="open:order-last open:w-full">
          <summary className="w-fit list-none rounded-sm text-label text-ink-quiet underline-offset-4 hover:text-ink hover:underline">
            {t("table")}
          </summary>
          {/* biome-ignore lint/a11y/useSemanticElements: it is a scroll area, not a section of the page. */}
          <div
            role="group"
            aria-label={name}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard.
            tabIndex={0}
            data-keeps-keys
            className="relative mt-2 max-h-72 overflow-auto"
          >
            <table className="w-full border-separate border-spacing-0 text-left text-label">
              <thead>
                <tr>
                  {table.head.map((cell, index) => (
                    <th
                      key={cell}
                      scope="col"
                      className={`sticky top-0 bg-paper py-1.5 pr-4 font-normal text-ink-quiet border-b border-edge last:pr-0 ${index ? "text-right" : ""}`}
                    >
                      {cell}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row, rowIndex) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows of a printed table never move
                  <tr key={rowIndex}>
                    {row.map((cell, index) =>
                      index === 0 ? (
                        <th key="name" scope="row" className="border-b border-hairline py-1.5 pr-4 font-normal">
                          {cell}
                        </th>
                      ) : (
                        <td
                          key={table.head[index]}
                          className="figures border-b border-hairline py-1.5 pr-4 text-right text-ink-soft last:pr-0"
                        >
                          {cell}
                        </td>
                      ),
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </div>
    </figure>
  );
}
