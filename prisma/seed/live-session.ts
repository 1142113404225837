import type { DemoEvent } from "@/prisma/seed/demo-event";
import { demoPeople, type Origins } from "@/prisma/seed/demo-people";
import { randomOf, uuidOf } from "@/prisma/seed/random";

/** The address of the demo's lobby: /en/live/open-circle. */
export const demoLobby = "open-circle";

const minuteMs = 60_000;
const untilStartMs = 20 * minuteMs;
const gathered = 46;

const origins: Origins = [
  [["en-GB", "GB"], 5],
  [["en-US", "US"], 5],
  [["de-DE", "DE"], 5],
  [["nl-NL", "NL"], 3],
  [["fr-FR", "FR"], 3],
  [["es-MX", "MX"], 2],
  [["pt-BR", "BR"], 3],
  [["en-IN", "IN"], 3],
  [["ar-EG", "EG"], 2],
  [["sw-KE", "KE"], 1],
  [["ja-JP", "JP"], 2],
  [["en-AU", "AU"], 2],
];

/**
 * A session about to begin, with people already waiting: whoever opens the demo in its first minutes sees a lobby that lives. It
 * begins and ends by the events that begin and end every session; the worker sends them in time (`demo-host.ts`), or operations does.
 */
export function liveSessionEvents(anchor: Date): DemoEvent[] {
  const random = randomOf(`live/${demoLobby}`);
  const startsAt = new Date(Math.ceil((anchor.getTime() + untilStartMs) / minuteMs) * minuteMs);
  const scheduled: DemoEvent = {
    id: uuidOf("live", demoLobby, "scheduled"),
    name: "practice.scheduled",
    at: new Date(anchor.getTime() - 26 * 60 * minuteMs),
    anonymousId: "studio",
    properties: {
      sessionId: demoLobby,
      masterId: "anneke-devries",
      masterName: "Anneke de Vries",
      title: "The open circle",
      language: "en",
      startsAt: startsAt.toISOString(),
      durationMinutes: 30,
      version: "1.0",
    },
  };
  const ready = demoPeople(demoLobby, gathered, origins).map(
    ({ userId, locale, country, userAgent, deviceIds }): DemoEvent => ({
      id: uuidOf("live", demoLobby, userId),
      name: "practice.ready",
      at: new Date(anchor.getTime() - random.between(5_000, 9 * minuteMs)),
      userId,
      properties: { sessionId: demoLobby, deviceId: deviceIds[0] },
      context: { locale, country, userAgent },
    }),
  );
  return [scheduled, ...ready];
}
