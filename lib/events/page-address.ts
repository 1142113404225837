import { holdsEmail, isLine } from "@/lib/events/plain-text";

const longestPath = 512;
const longestWord = 100;
const words = ["source", "medium", "name", "term", "content"] as const;

/** A campaign under Segment's names; `name` is utm_campaign. */
export type Campaign = { [word in (typeof words)[number]]?: string };

/** The host of an address, or null when there is none to be read. */
export function hostOf(address: string): string | null {
  const host = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(address)?.[1]?.toLowerCase();
  return host && host.length <= 253 && isLine(host) ? host : null;
}

/**
 * The path of a page's path or whole address: no query, no fragment, at most 512 characters; a segment that holds an e-mail
 * address becomes `:email`, so that two people's account pages are one path and neither is named.
 */
export function pathOf(address: string): string | null {
  const withoutOrigin = address.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, "");
  const end = withoutOrigin.search(/[?#]/);
  const path = (end < 0 ? withoutOrigin : withoutOrigin.slice(0, end)).slice(0, longestPath);
  if (!isLine(path)) return null;
  const rooted = path.startsWith("/") ? path : `/${path}`;
  if (!holdsEmail(rooted)) return rooted;
  return rooted
    .split("/")
    .map((segment) => (holdsEmail(segment) ? ":email" : segment))
    .join("/");
}

/** The campaign that an SDK states, or null. Words that hold an e-mail address are left out. */
export function campaignOf(stated: Readonly<Record<string, unknown>>): Campaign | null {
  const campaign: Campaign = {};
  for (const word of words) {
    const value = cleanWord(stated[word]);
    if (value) campaign[word] = value;
  }
  return Object.keys(campaign).length > 0 ? campaign : null;
}

/** The campaign in the utm_ parameters of a query or an address, or null. */
export function campaignOfAddress(address: string): Campaign | null {
  if (!address.includes("utm_")) return null;
  const query = new URLSearchParams(address.slice(address.indexOf("?") + 1).split("#", 1)[0]);
  return campaignOf(
    Object.fromEntries(words.map((word) => [word, query.get(`utm_${word === "name" ? "campaign" : word}`)])),
  );
}

function cleanWord(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const word = value.trim().slice(0, longestWord);
  return word && isLine(word) && !holdsEmail(word) ? word : null;
}
