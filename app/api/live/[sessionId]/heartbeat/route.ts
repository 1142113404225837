import { liveDeed, livePreflight } from "@/lib/live/doors";
import { heartbeatBody } from "@/lib/live/schema";
import { heartbeat } from "@/lib/live/take-part";

export const dynamic = "force-dynamic";

export const POST = liveDeed(heartbeatBody, heartbeat);

export const OPTIONS = livePreflight();
