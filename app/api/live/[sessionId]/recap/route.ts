import { liveDeed, livePreflight } from "@/lib/live/doors";
import { recapBody } from "@/lib/live/schema";
import { viewRecap } from "@/lib/live/take-part";

export const dynamic = "force-dynamic";

export const POST = liveDeed(recapBody, viewRecap);

export const OPTIONS = livePreflight();
