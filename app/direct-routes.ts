import * as ingest from "@/app/api/ingest/route";
import * as liveGratitude from "@/app/api/live/[sessionId]/gratitude/route";
import * as liveHeartbeat from "@/app/api/live/[sessionId]/heartbeat/route";
import * as liveLeave from "@/app/api/live/[sessionId]/leave/route";
import * as liveReact from "@/app/api/live/[sessionId]/react/route";
import * as liveReady from "@/app/api/live/[sessionId]/ready/route";
import * as liveRecap from "@/app/api/live/[sessionId]/recap/route";
import * as live from "@/app/api/live/[sessionId]/route";
import * as liveStream from "@/app/api/live/[sessionId]/stream/route";
import * as v1A from "@/app/v1/a/route";
import * as v1Alias from "@/app/v1/alias/route";
import * as v1B from "@/app/v1/b/route";
import * as v1Batch from "@/app/v1/batch/route";
import * as v1G from "@/app/v1/g/route";
import * as v1Group from "@/app/v1/group/route";
import * as v1I from "@/app/v1/i/route";
import * as v1Identify from "@/app/v1/identify/route";
import * as v1P from "@/app/v1/p/route";
import * as v1Page from "@/app/v1/page/route";
import * as v1S from "@/app/v1/s/route";
import * as v1Screen from "@/app/v1/screen/route";
import * as v1T from "@/app/v1/t/route";
import * as v1Track from "@/app/v1/track/route";
import type { DirectRoutes } from "@/lib/http/direct-routes";

/** The addresses that are answered before Next sees them: the whole intake and everything live. A test holds this against the tree. */
export const directRoutes = {
  "/api/ingest": ingest,
  "/api/live/[sessionId]/gratitude": liveGratitude,
  "/api/live/[sessionId]/heartbeat": liveHeartbeat,
  "/api/live/[sessionId]/leave": liveLeave,
  "/api/live/[sessionId]/react": liveReact,
  "/api/live/[sessionId]/ready": liveReady,
  "/api/live/[sessionId]/recap": liveRecap,
  "/api/live/[sessionId]": live,
  "/api/live/[sessionId]/stream": liveStream,
  "/v1/a": v1A,
  "/v1/alias": v1Alias,
  "/v1/b": v1B,
  "/v1/batch": v1Batch,
  "/v1/g": v1G,
  "/v1/group": v1Group,
  "/v1/i": v1I,
  "/v1/identify": v1Identify,
  "/v1/p": v1P,
  "/v1/page": v1Page,
  "/v1/s": v1S,
  "/v1/screen": v1Screen,
  "/v1/t": v1T,
  "/v1/track": v1Track,
} satisfies DirectRoutes;
