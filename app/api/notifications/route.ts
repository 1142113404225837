import { z } from "zod";
import { route } from "@/lib/guard/route";
import { readInbox } from "@/lib/notifications/inbox";

/** What the bell shows: the member's notices, newest first, and how many are unread. */
export const GET = route(
  {
    auth: ["session"],
    permission: "overview:read",
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(30) }),
  },
  async ({ by, query, readAll }) =>
    by.kind === "user" ? readAll((db) => readInbox(db, by.viewer.user.id, query.limit)) : { unread: 0, items: [] },
);
