import "server-only";
import type { ComponentName } from "@/lib/api/components";
import type { LimitName } from "@/lib/api/limits";
import { type ApiOperation, json, refusals } from "@/lib/api/operation";
import { liveParams, liveQuery } from "@/lib/live/schema";

const about = { tag: "live", auth: "participant", params: liveParams, query: liveQuery } as const;

const deed = (id: string, name: string, body: ComponentName, limit: LimitName): ApiOperation => ({
  ...about,
  id,
  method: "post",
  path: `/api/live/{sessionId}/${name}`,
  body: { "application/json": body },
  answers: { 200: json("LiveState"), ...refusals(400, 401, 403, 404, 409, 413, 422, 429) },
  limits: limit === "liveGratitude" ? [limit] : [limit, "liveBody"],
});

/** What participants do and see. */
export const liveOperations: readonly ApiOperation[] = [
  {
    ...about,
    id: "getLiveState",
    method: "get",
    path: "/api/live/{sessionId}",
    answers: { 200: json("LiveState"), ...refusals(400, 401, 403, 404, 429) },
  },
  {
    ...about,
    id: "streamLiveState",
    method: "get",
    path: "/api/live/{sessionId}/stream",
    headers: ["last-event-id"],
    answers: { 200: { content: { "text/event-stream": "text" } }, ...refusals(400, 401, 403, 404, 429) },
    limits: ["liveFrames"],
  },
  deed("liveReady", "ready", "LiveConnection", "livePresence"),
  deed("liveHeartbeat", "heartbeat", "LiveConnection", "liveHeartbeat"),
  deed("liveLeave", "leave", "LiveLeave", "livePresence"),
  deed("liveReact", "react", "LiveReaction", "liveReact"),
  deed("liveGratitude", "gratitude", "LiveGratitude", "liveGratitude"),
  deed("liveRecap", "recap", "LiveRecap", "livePresence"),
];
