import { z } from "zod";

/** Where a page of a list ended: the order it was read in, the last row's value in that order, and its id to break ties. */
export interface Position {
  readonly sort: string;
  readonly dir: "asc" | "desc";
  /** as the database wrote it (microseconds included), so that no row is lost to rounding */
  readonly value: string;
  readonly id: string;
}

/** The direction of a position, and its id of at most `max` characters: what the tuples of a list's positions are made of. */
export const positionDir = z.enum(["asc", "desc"]);
export const positionId = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\0]*$/);

/** An instant as the database writes it, for the value of a position. */
export const positionInstant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/);

export function encodeCursor({ sort, dir, value, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, dir, value, id])).toString("base64url");
}

/** The page before another: its last row, and its cursor unless it is the first. */
export interface PageBefore<Row> {
  readonly last: Row;
  readonly cursor: string | undefined;
}

/**
 * The page before one of `length` rows. Null where nothing stands before.
 * @param backwards the rows before it, nearest first, one more than a page has
 */
export function pageBeforeOf<Row extends { readonly id: string; readonly sortValue: string }>(
  backwards: readonly Row[],
  { sort, dir }: Pick<Position, "sort" | "dir">,
  length: number,
): PageBefore<Row> | null {
  const [last] = backwards;
  // It begins behind the row that is one further back than it is long.
  const border = backwards[length];
  return last ? { last, cursor: border && encodeCursor({ sort, dir, value: border.sortValue, id: border.id }) } : null;
}

/**
 * Reads a cursor from an address. Anything that `encodeCursor` did not write for one of the list's own orders is refused.
 * @param positions a union of tuples [sort, dir, value, id], one for each kind of order
 */
export const cursorSchemaOf = (
  positions: z.ZodType<readonly [sort: string, dir: "asc" | "desc", value: string, id: string]>,
) =>
  z
    .string()
    .max(1500)
    .transform((text, context): Position => {
      const parsed = positions.safeParse(jsonOf(Buffer.from(text, "base64url").toString("utf8")));
      if (parsed.success) {
        const [sort, dir, value, id] = parsed.data;
        return { sort, dir, value, id };
      }
      context.addIssue({ code: "custom", message: "is not a cursor of this list; leave it out to begin again" });
      return z.NEVER;
    });

/** For `superRefine` on a search with `sort`, `dir` and `cursor`: a cursor of another order would skip rows. */
export function cursorFits(
  search: { sort: string; dir: string; cursor?: Position | undefined },
  context: z.RefinementCtx,
): void {
  if (search.cursor && (search.cursor.sort !== search.sort || search.cursor.dir !== search.dir)) {
    context.addIssue({
      code: "custom",
      path: ["cursor"],
      message: "belongs to another order; leave it out to begin again",
    });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
