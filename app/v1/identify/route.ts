import { receiveSegment } from "@/lib/events/receive";
import { route } from "@/lib/guard/route";

export const dynamic = "force-dynamic";

/** Who somebody is, with traits. */
export const POST = route.ingest((ctx) => receiveSegment(ctx, "identify"));

export const OPTIONS = route.preflight();
