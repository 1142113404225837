import { z } from "zod";

const dir = z.enum(["asc", "desc"]);
const id = z
  .string()
  .min(1)
  .max(260)
  .regex(/^[^\0]*$/);

/** Where a page ended: the order it was read in, the last row's value in that order, and its id to break ties. */
const positionSchema = z.union([
  z.tuple([z.literal("time"), dir, z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/), id]),
  z.tuple([z.enum(["lead", "duration"]), dir, z.string().regex(/^\d{1,15}$/), id]),
  z.tuple([z.literal("cost"), dir, z.string().regex(/^\d{1,15}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?$/), id]),
]);

export interface Position {
  readonly sort: string;
  readonly dir: "asc" | "desc";
  /** as the database wrote it, so that no row is lost to rounding */
  readonly value: string;
  readonly id: string;
}

export function encodeCursor({ sort, dir: direction, value, id: sessionId }: Position): string {
  return Buffer.from(JSON.stringify([sort, direction, value, sessionId])).toString("base64url");
}

/** Reads a cursor from an address; anything that this file did not write is refused. */
export const cursorSchema = z
  .string()
  .max(1500)
  .transform((text, context): Position => {
    const parsed = positionSchema.safeParse(jsonOf(Buffer.from(text, "base64url").toString("utf8")));
    if (parsed.success) {
      const [sort, direction, value, sessionId] = parsed.data;
      return { sort, dir: direction, value, id: sessionId };
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
