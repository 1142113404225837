import { receiveSegment } from "@/lib/events/receive";
import { route } from "@/lib/guard/route";

export const dynamic = "force-dynamic";

/** Several calls at once; what Segment's server SDKs send. */
export const POST = route.ingest((ctx) => receiveSegment(ctx, "batch"));

export const OPTIONS = route.preflight();
