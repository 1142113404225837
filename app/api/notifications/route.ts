import { route } from "@/lib/guard/route";
import { inboxQuery, inboxSchema } from "@/lib/notifications/answer";
import { readInbox } from "@/lib/notifications/inbox";

/** What the bell shows: the member's notices, newest first, and how many are unread. */
export const GET = route(
  {
    auth: ["session"],
    permission: "overview:read",
    query: inboxQuery,
  },
  async ({ by, query, readAll }) =>
    inboxSchema.parse(
      by.kind === "user"
        ? await readAll((db) => readInbox(db, by.viewer.user.id, query.limit))
        : { unread: 0, items: [] },
    ),
);
