import { liveLook, livePreflight } from "@/lib/live/doors";
import { streamOf } from "@/lib/live/stream";
import { roomOf } from "@/lib/live/take-part";

export const dynamic = "force-dynamic";

export const GET = liveLook(async ({ who, request, now }) => streamOf(await roomOf(who), request, now));

export const OPTIONS = livePreflight();
