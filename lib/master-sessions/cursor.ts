import { z } from "zod";
import { cursorSchemaOf, positionDir, positionId, positionInstant } from "@/lib/analytics/keyset-cursor";

const id = positionId(200);

/** Where a page of sessions, or of the people behind a figure, ended. */
export const cursorSchema = cursorSchemaOf(
  z.union([
    z.tuple([z.literal("held"), positionDir, positionInstant, id]),
    z.tuple([z.enum(["people", "replays"]), positionDir, z.string().regex(/^\d{1,9}$/), id]),
    z.tuple([z.literal("rows"), positionDir, z.string().regex(/^\d{1,17}$/), id]),
  ]),
);

/** The same for the people behind a figure, which come in one order only. */
export const rowsCursorSchema = cursorSchema.refine(({ sort }) => sort === "rows", {
  message: "is not a cursor of this list; leave it out to begin again",
});
