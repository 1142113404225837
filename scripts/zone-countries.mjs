// Writes components/live/zone-countries.json: which country a time zone is in, so that a visitor's browser can say where she
// is without anybody looking at her address. Run when the time zone database changes: node scripts/zone-countries.mjs
import { readFileSync, writeFileSync } from "node:fs";

/** @type {Map<string, string>} */
const countryOf = new Map();
for (const line of readFileSync("/usr/share/zoneinfo/zone.tab", "utf8").split("\n")) {
  const [country = "", , zone = ""] = line.split("\t");
  if (!zone || country.startsWith("#")) continue;
  countryOf.set(zone, country);
}
// Browsers report some zones by their older names ("Asia/Calcutta").
for (const [zone, country] of [...countryOf]) {
  const reported = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  if (!countryOf.has(reported)) countryOf.set(reported, country);
}
/** @type {Record<string, string>} */
const zones = {};
for (const [zone, country] of [...countryOf].sort())
  zones[country] = zones[country] ? `${zones[country]} ${zone}` : zone;
writeFileSync(new URL("../components/live/zone-countries.json", import.meta.url), `${JSON.stringify(zones)}\n`);
console.log(`${countryOf.size} zones in ${Object.keys(zones).length} countries`);
