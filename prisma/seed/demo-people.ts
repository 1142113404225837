import type { DemoPerson } from "@/prisma/seed/demo-event";
import { randomOf, uuidOf } from "@/prisma/seed/random";

const userAgents = [
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    5,
  ],
  [
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    4,
  ],
  [
    "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    1,
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    2,
  ],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", 2],
] as const;

/** Where people of a circle come from: locale and country with a weight. */
export type Origins = readonly (readonly [readonly [locale: string, country: string], number])[];

/** People of one audience, the same at every start. */
export function demoPeople(audience: string, count: number, origins: Origins): DemoPerson[] {
  const random = randomOf(`people/${audience}`);
  return Array.from({ length: count }, (_, index) => {
    const [locale, country] = random.weighted(origins);
    const userId = `${audience}-${String(index + 1).padStart(4, "0")}`;
    const devices = random.chance(0.25) ? 2 : 1;
    return {
      userId,
      locale,
      country,
      userAgent: random.weighted(userAgents),
      deviceIds: Array.from({ length: devices }, (__, device) => uuidOf("device", userId, device)),
    };
  });
}
