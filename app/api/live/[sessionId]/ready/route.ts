import { liveDeed, livePreflight } from "@/lib/live/doors";
import { readyBody } from "@/lib/live/schema";
import { ready } from "@/lib/live/take-part";

export const dynamic = "force-dynamic";

export const POST = liveDeed(readyBody, ready);

export const OPTIONS = livePreflight();
