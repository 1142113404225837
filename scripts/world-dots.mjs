// Draws components/live/world-dots.json: the world as a grid of dots, each belonging to a country, so that a page can light
// the countries of those who are there without a map library in the browser. Run once, when the borders change:
//   npm install --no-save d3-geo@3.1.1 topojson-client@3.1.0 world-atlas@2.0.2 && node scripts/world-dots.mjs

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoCentroid, geoContains, geoEqualEarth } from "d3-geo";
import { feature } from "topojson-client";

const world = createRequire(import.meta.url)("world-atlas/countries-50m.json");
const width = 224;
const step = 2;

/** ISO 3166 alpha-2: CLDR knows which numeric code became which letters. */
function codeOf({ id, properties }) {
  if (!id) return properties.name === "Kosovo" ? "XK" : null;
  const region = Intl.getCanonicalLocales(`und-${String(id).padStart(3, "0")}`)[0]?.split("-")[1] ?? "";
  return /^[A-Z]{2}$/.test(region) ? region : null;
}

const countries = feature(world, world.objects.countries)
  .features.map((shape) => ({ shape, code: codeOf(shape), size: geoArea(shape) }))
  .filter(({ code, shape }) => code !== "AQ" && shape.properties.name !== "Indian Ocean Ter.");
// The band between Cape Horn and the north of Greenland: the ice below would only push people into a corner.
const projection = geoEqualEarth().rotate([-11, 0]);
const band = {
  type: "MultiPoint",
  coordinates: [
    [-169, 0],
    [190.9, 0],
    [0, 79],
    [0, -56],
  ],
};
projection.fitWidth(width, band);
const top = projection([0, 79])[1];
const bottom = projection([0, -56])[1];
const height = Math.ceil((bottom - top) / step) * step;

/** @type {Map<string, [number, number][]>} */
const dots = new Map();
const put = (code, x, y) => dots.set(code, [...(dots.get(code) ?? []), [x, y]]);
let land = 0;
for (let row = 0; row * step <= height; row++) {
  for (let x = (row % 2) * (step / 2); x <= width; x += step) {
    const y = row * step;
    const place = projection.invert([x, y + top]);
    if (!place || Number.isNaN(place[0])) continue;
    const [px, py] = projection(place);
    if (Math.hypot(px - x, py - y - top) > 0.01) continue; // outside of the globe's outline
    const home = countries.find(({ shape }) => geoContains(shape, place));
    if (!home) continue;
    // The last islands of Alaska lie beyond the edge, alone on the other side of the map.
    if (home.code === "US" && x > width / 2) continue;
    put(home.code ?? "", x, y);
    land++;
  }
}
// A country too small for the grid still has people: it gets the dot nearest to its middle.
for (const { code, shape } of countries) {
  if (!code || dots.has(code)) continue;
  const [x, y] = projection(geoCentroid(shape));
  const row = Math.max(0, Math.round((y - top) / step));
  put(code, Math.round((x - (row % 2)) / step) * step + (row % 2), row * step);
}

/** Zero-length lines with round caps are dots; steps from one to the next are shorter than places. */
const path = (points) => {
  let [atX, atY] = [0, 0];
  return points
    .map(([x, y]) => {
      const move = `m${x - atX}${y - atY < 0 ? "" : " "}${y - atY}h0`;
      [atX, atY] = [x, y];
      return move;
    })
    .join("");
};
const paths = Object.fromEntries([...dots].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, at]) => [code, path(at)]));
writeFileSync(
  new URL("../components/live/world-dots.json", import.meta.url),
  `${JSON.stringify({ width, height, paths })}\n`,
);
console.log(`${land} dots of land, ${dots.size} countries, ${width} × ${height}`);
