import { receiveSegment } from "@/lib/events/receive";
import { route } from "@/lib/guard/route";

export const dynamic = "force-dynamic";

/** Something that somebody did, by its name. */
export const POST = route.ingest((ctx) => receiveSegment(ctx, "track"));

export const OPTIONS = route.preflight();
