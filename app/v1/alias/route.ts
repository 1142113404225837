import { receiveSegment } from "@/lib/events/receive";
import { route } from "@/lib/guard/route";

export const dynamic = "force-dynamic";

/** Two ids of one person. */
export const POST = route.ingest((ctx) => receiveSegment(ctx, "alias"));

export const OPTIONS = route.preflight();
