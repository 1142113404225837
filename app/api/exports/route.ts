import { toExportsAnswer } from "@/lib/exports/answer";
import { listExports } from "@/lib/exports/queries/export-jobs";
import { route } from "@/lib/guard/route";

/** A person's own exports and how far they are: what the list asks for while something moves. */
export const GET = route(
  { auth: ["session"], permission: "exports:run", feature: "exports" },
  async ({ by, readAll }) => {
    if (by.kind !== "user") return toExportsAnswer([]);
    return toExportsAnswer(await readAll((db) => listExports.all(db, { userId: by.viewer.user.id })));
  },
);
