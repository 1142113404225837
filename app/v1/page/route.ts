import { receiveSegment } from "@/lib/events/receive";
import { route } from "@/lib/guard/route";

export const dynamic = "force-dynamic";

/** A page that somebody saw. */
export const POST = route.ingest((ctx) => receiveSegment(ctx, "page"));

export const OPTIONS = route.preflight();
