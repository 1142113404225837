import { liveDeed, livePreflight } from "@/lib/live/doors";
import { reactBody } from "@/lib/live/schema";
import { react } from "@/lib/live/take-part";

export const dynamic = "force-dynamic";

export const POST = liveDeed(reactBody, react);

export const OPTIONS = livePreflight();
