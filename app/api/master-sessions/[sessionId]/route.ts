import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { route } from "@/lib/guard/route";
import { toAnswer } from "@/lib/master-sessions/answer";
import { sessionParams } from "@/lib/master-sessions/schema";
import { getSnapshot } from "@/lib/master-sessions/snapshot";

export const GET = route(
  { auth: ["session", "read-key"], permission: "masterSessions:read", params: sessionParams },
  ({ params, readAll, now }) =>
    readAll(async (db) => {
      const snapshot = await getSnapshot(db, params.sessionId, now);
      return toAnswer(snapshot, (await dataAsOf.first(db, {}))?.asOf ?? null);
    }),
);
