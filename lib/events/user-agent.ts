import Bowser from "bowser";

export interface Client {
  device: string | null;
  browser: string | null;
  os: string | null;
}

const unknownClient: Client = { device: null, browser: null, os: null };
const longestAgent = 1024;
const remembered = 2000;

// The same few hundred texts come again and again, and taking one apart costs as much as the rest of the event.
const known = new Map<string, Client>();

/** Device class, browser and system that a User-Agent names; the text itself is not kept. Bots and unreadable texts have none. */
export function readUserAgent(text: string | null): Client {
  if (!text || text.length > longestAgent) return unknownClient;
  const before = known.get(text);
  if (before) return before;
  const client = parse(text);
  if (known.size >= remembered) known.delete(known.keys().next().value ?? "");
  known.set(text, client);
  return client;
}

const deviceClasses = new Set(["mobile", "tablet", "desktop", "tv"]);

function parse(text: string): Client {
  const { browser, os, platform } = Bowser.parse(text);
  const device = platform.type && deviceClasses.has(platform.type) ? platform.type : null;
  return { device, browser: shortName(browser.name), os: shortName(os.name) };
}

/** The name of a browser or system: a few letters, else null. */
export function shortName(value: unknown): string | null {
  return typeof value === "string" && /^[A-Za-z][A-Za-z0-9 .+-]{0,39}$/.test(value) ? value : null;
}

/** The class of a device as clients state it: `mobile`, or Segment's `ios` and `android`. */
export function deviceClass(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const word = value.toLowerCase();
  if (deviceClasses.has(word)) return word;
  if (word === "ios" || word === "android" || word === "phone" || word === "smartphone") return "mobile";
  return null;
}
