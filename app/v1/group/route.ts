import { receiveSegment } from "@/lib/events/receive";
import { route } from "@/lib/guard/route";

export const dynamic = "force-dynamic";

/** The group that somebody belongs to. */
export const POST = route.ingest((ctx) => receiveSegment(ctx, "group"));

export const OPTIONS = route.preflight();
