import { countryOf } from "@/lib/events/country";
import { type Campaign, campaignOf, campaignOfAddress, pathOf } from "@/lib/events/page-address";
import { deviceClass, readUserAgent, shortName } from "@/lib/events/user-agent";

/** What the log keeps of the circumstances of an event. Nothing in it says who somebody is. */
export interface Circumstances {
  country: string | null;
  language: string | null;
  device: string | null;
  browser: string | null;
  os: string | null;
  path: string | null;
  campaign: Campaign | null;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  value !== null && typeof value === "object" && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
/** Segment's context says `{ name: "iOS" }` where a native one says `"iOS"`. */
const named = (value: unknown): unknown => (isObject(value) ? value.name : value);

/**
 * Reads a context as SDKs fill it in. It never refuses an event: what is absent, misspelt or of the wrong type is unknown. Addresses,
 * positions, IPs, advertising ids, screen sizes and the user agent itself are left behind here.
 * @param agent User-Agent of the request, for browsers that sent no context
 * @param properties of a page view, which carry the page's address in Segment's API
 */
export function readContext(context: Fields | null, agent: string | null, properties: Fields | null): Circumstances {
  const given = context ?? {};
  const page = isObject(given.page) ? given.page : {};
  const location = isObject(given.location) ? given.location : {};
  const address =
    [properties?.path, properties?.url, page.path, page.url].find(isText) ?? (isText(given.page) ? given.page : null);
  const client = readUserAgent(isText(given.userAgent) ? given.userAgent : agent);
  const stated = isObject(given.device) ? (given.device.type ?? given.device.class) : given.device;
  return {
    country: countryOf(given.country ?? location.country),
    language: languageOf(given.locale ?? given.language),
    device: deviceClass(stated) ?? client.device,
    browser: shortName(named(given.browser)) ?? client.browser,
    os: shortName(named(given.os)) ?? client.os,
    path: address === null ? null : pathOf(address),
    campaign:
      (isObject(given.campaign) ? campaignOf(given.campaign) : null) ??
      firstCampaign([properties?.search, properties?.url, page.search, page.url, given.page]),
  };
}

function languageOf(locale: unknown): string | null {
  if (typeof locale !== "string" || locale.length > 35) return null;
  return /^([A-Za-z]{2,3})(?:[-_.@].*)?$/.exec(locale)?.[1]?.toLowerCase() ?? null;
}

function firstCampaign(addresses: readonly unknown[]): Campaign | null {
  for (const address of addresses) {
    const found = isText(address) ? campaignOfAddress(address) : null;
    if (found) return found;
  }
  return null;
}
