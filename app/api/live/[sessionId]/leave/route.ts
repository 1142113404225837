import { liveDeed, livePreflight } from "@/lib/live/doors";
import { leaveBody } from "@/lib/live/schema";
import { leave } from "@/lib/live/take-part";

export const dynamic = "force-dynamic";

export const POST = liveDeed(leaveBody, leave);

export const OPTIONS = livePreflight();
