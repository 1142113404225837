import "server-only";
import type { z } from "zod";
import { route } from "@/lib/guard/route";
import { liveLimits } from "@/lib/live/limits";
import { settingsOf, tenantOfSession } from "@/lib/live/live-sessions";
import { type Participant, recogniseParticipant } from "@/lib/live/recognise";
import { type LiveState, liveParams, liveQuery } from "@/lib/live/schema";
import type { Taking } from "@/lib/live/take-part";

type Params = z.output<typeof liveParams>;
type Query = z.output<typeof liveQuery>;
interface Asked {
  readonly request: Request;
  readonly params: Params;
  readonly query: Query;
  readonly now: Date;
}

const recognise = ({ request, params, query, now }: Asked) =>
  recogniseParticipant({ request, sessionId: params.sessionId, tenantSlug: query.tenant, token: query.token, now });

/** An address at which one looks at a session. */
export const liveLook = (handle: (ctx: Asked & { who: Participant }) => Promise<unknown>) =>
  route.participant({ params: liveParams, query: liveQuery, recognise }, handle);

/** An address at which one takes part; it answers with the session as it is after that. */
export const liveDeed = <B extends z.ZodObject>(
  body: B,
  handle: (taking: Taking<z.output<B>>) => Promise<LiveState>,
  longestBody: number = liveLimits.bodyBytes,
) =>
  route.participant({ params: liveParams, query: liveQuery, body, longestBody, recognise }, (ctx) =>
    handle(ctx as unknown as Taking<z.output<B>>),
  );

/** The answer to a browser that asks first. */
export const livePreflight = () =>
  route.participantPreflight({
    params: liveParams,
    query: liveQuery,
    async allows({ params, query }, origin) {
      const tenant = await tenantOfSession(params.sessionId, query.tenant);
      return tenant !== null && (await settingsOf(tenant)).allowedOrigins.includes(origin);
    },
  });
