import { receiveSegment } from "@/lib/events/receive";
import { route } from "@/lib/guard/route";

export const dynamic = "force-dynamic";

/** A screen of a mobile app that somebody saw. */
export const POST = route.ingest((ctx) => receiveSegment(ctx, "screen"));

export const OPTIONS = route.preflight();
