import { liveLook, livePreflight } from "@/lib/live/doors";
import { lookAt } from "@/lib/live/take-part";

export const dynamic = "force-dynamic";

export const GET = liveLook(({ who, now }) => lookAt(who, now));

export const OPTIONS = livePreflight();
