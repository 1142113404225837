import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { TableArea } from "@/components/ui/table-area";

export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** numbers stand at the end, in figures of one width */
  align?: "start" | "end";
  /** the cell that names the row; exactly one column, the first unless said otherwise */
  rowHeader?: boolean;
  /** makes the header a link to the list sorted by this column */
  sortKey?: string;
  /** which way it is asked for first: numbers from the top, names from the beginning, unless said otherwise */
  sortFirst?: "asc" | "desc";
  /** never broken into lines: dates, codes */
  nowrap?: boolean;
  /** hidden below this width, when a phone has no room for it */
  from?: "sm" | "md" | "lg" | "xl";
  className?: string;
}

export interface SortState {
  by: string;
  direction: "asc" | "desc";
  /** the address of this list with another order; the cursor must not be in it */
  href: (by: string, direction: "asc" | "desc") => string;
}

const from = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" };

/**
 * A table set like one in a book: hairlines, right-aligned figures, a header that stays. The row's first cell carries
 * the link and the whole row is its target; actions appear on hover and on focus, and always where nothing hovers.
 * Wider than its place, it scrolls sideways by itself, never the page.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowHref,
  rowActions,
  sort,
  empty,
  pager,
}: {
  /** what the table lists, read out by screen readers */
  caption: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string | null;
  rowActions?: (row: Row) => ReactNode;
  sort?: SortState;
  empty?: ReactNode;
  pager?: ReactNode;
}) {
  const t = useTranslations("ui.table");
  if (rows.length === 0 && empty) return <>{empty}</>;
  const heading = columns.some((column) => column.rowHeader) ? columns.findIndex((column) => column.rowHeader) : 0;
  return (
    <div data-list className="flex scroll-mt-16 flex-col gap-4">
      <TableArea label={caption}>
        <table className="w-full border-separate border-spacing-0 text-left">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  aria-sort={
                    column.sortKey && sort?.by === column.sortKey
                      ? sort.direction === "asc"
                        ? "ascending"
                        : "descending"
                      : undefined
                  }
                  className={classNames(
                    "z-10 bg-paper py-2 pr-3 min-[86rem]:pr-6 text-label font-normal whitespace-nowrap text-ink-quiet border-b border-edge last:pr-0 md:sticky md:top-(--sticky-top,0px) md:group-data-wide/table:top-0",
                    column.align === "end" && "text-right",
                    column.from && from[column.from],
                    column.className,
                  )}
                >
                  {column.sortKey && sort ? <SortLink column={column} sort={sort} /> : column.header}
                </th>
              ))}
              {rowActions ? (
                <th
                  scope="col"
                  className="z-10 w-0 border-b border-edge bg-paper md:sticky md:top-(--sticky-top,0px) md:group-data-wide/table:top-0"
                >
                  <span className="sr-only">{t("actions")}</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const href = rowHref?.(row);
              return (
                <tr
                  key={rowKey(row)}
                  className={classNames("group relative", href && "transition-colors hover:bg-sunk/60")}
                >
                  {columns.map((column, index) => {
                    const content = column.cell(row);
                    const classes = classNames(
                      "border-b border-hairline py-2.5 pr-3 min-[86rem]:pr-6 align-baseline last:pr-0",
                      column.align === "end" && "figures text-right whitespace-nowrap",
                      column.nowrap && "whitespace-nowrap",
                      column.from && from[column.from],
                      column.className,
                    );
                    return index === heading ? (
                      <th key={column.key} scope="row" className={classNames("min-w-36 font-medium text-ink", classes)}>
                        {href ? (
                          <Link
                            href={href}
                            prefetch={false}
                            className="before:absolute before:inset-0 hover:text-accent focus-visible:outline-none focus-visible:before:outline-2 focus-visible:before:-outline-offset-2 focus-visible:before:outline-accent"
                          >
                            {content}
                          </Link>
                        ) : (
                          content
                        )}
                      </th>
                    ) : (
                      <td key={column.key} className={classNames("text-ink-soft", classes)}>
                        {content}
                      </td>
                    );
                  })}
                  {rowActions ? (
                    <td className="w-0 border-b border-hairline py-1 align-middle whitespace-nowrap">
                      <div className="relative z-[1] flex justify-end gap-1 pl-2 transition-opacity focus-within:opacity-100 [@media(hover:hover)]:opacity-0 [@media(hover:hover)]:group-focus-within:opacity-100 [@media(hover:hover)]:group-hover:opacity-100 [@media(hover:hover)]:has-[:popover-open]:opacity-100">
                        {rowActions(row)}
                      </div>
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableArea>
      {pager}
    </div>
  );
}

function SortLink<Row>({ column, sort }: { column: Column<Row>; sort: SortState }) {
  const key = column.sortKey ?? column.key;
  const active = sort.by === key;
  const first = column.sortFirst ?? (column.align === "end" ? "desc" : "asc");
  const next = active ? (sort.direction === "asc" ? "desc" : "asc") : first;
  const Icon = sort.direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <Link
      href={sort.href(key, next)}
      prefetch={false}
      scroll={false}
      className={classNames("inline-flex items-center gap-1 hover:text-ink", active && "font-medium text-ink")}
    >
      {column.header}
      {active ? <Icon size={13} aria-hidden="true" /> : null}
    </Link>
  );
}
