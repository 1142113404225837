import { liveDeed, livePreflight } from "@/lib/live/doors";
import { liveLimits } from "@/lib/live/limits";
import { gratitudeBody } from "@/lib/live/schema";
import { thank } from "@/lib/live/take-part";

export const dynamic = "force-dynamic";

export const POST = liveDeed(gratitudeBody, thank, liveLimits.gratitudeBytes);

export const OPTIONS = livePreflight();
