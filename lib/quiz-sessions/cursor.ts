import { z } from "zod";
import { cursorSchemaOf, positionDir, positionId, positionInstant } from "@/lib/analytics/keyset-cursor";

const id = positionId(260);

/** Where a page of quiz sessions ended. */
export const cursorSchema = cursorSchemaOf(
  z.union([
    z.tuple([z.literal("time"), positionDir, positionInstant, id]),
    z.tuple([z.enum(["lead", "duration"]), positionDir, z.string().regex(/^\d{1,15}$/), id]),
    z.tuple([z.literal("cost"), positionDir, z.string().regex(/^\d{1,15}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?$/), id]),
  ]),
);
