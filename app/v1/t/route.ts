import { receiveSegment } from "@/lib/events/receive";
import { route } from "@/lib/guard/route";

export const dynamic = "force-dynamic";

/** `/v1/track` under the letter that Segment's browser SDK uses. */
export const POST = route.ingest((ctx) => receiveSegment(ctx, "track"));

export const OPTIONS = route.preflight();
