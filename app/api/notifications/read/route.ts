import { invalid } from "@/lib/errors";
import { route } from "@/lib/guard/route";
import { noticesReadSchema } from "@/lib/notifications/answer";
import { markInboxRead, readInput } from "@/lib/notifications/inbox";

/** A member has read notices. Her own state and nobody's change, hence a route and not an audited action. */
export const POST = route({ auth: ["session"], permission: "overview:read" }, async ({ by, request, now, readAll }) => {
  const body = readInput.safeParse(await request.json().catch(() => null));
  if (!body.success) throw invalid({ ids: "give the ids of notices, or null for all" });
  if (by.kind !== "user") return noticesReadSchema.parse({ read: 0 });
  const { ids } = body.data;
  return noticesReadSchema.parse({ read: await readAll((db) => markInboxRead(db, by.viewer.user.id, ids, now)) });
});
