import { receiveNative } from "@/lib/events/receive";
import { route } from "@/lib/guard/route";

export const dynamic = "force-dynamic";

/** Attune's own intake: an event, an array of events or one event a line, each with its verdict. */
export const POST = route.ingest(receiveNative);

/** For people who open the address to see whether something is there. */
export const GET = route.notice({
  ok: true,
  send: "POST one event, an array of events, or one event a line, with an ingest key as Bearer token",
});

export const OPTIONS = route.preflight();
