/** As many origins as the table takes. */
export const mostOrigins = 50;

export type OriginProblem = "notAnOrigin" | "onlyHttps" | "noPath" | "noWildcard" | "noCredentials";

export interface OriginLine {
  /** counted from 1, as an editor counts */
  line: number;
  text: string;
  problem: OriginProblem;
}

/**
 * Reads a list of origins, one a line. Each must be one that a browser can send: https, or http on localhost for those who
 * build; no path, no wildcard, no sign-in. Written twice counts once.
 */
export function readOrigins(text: string): { origins: string[]; problems: OriginLine[] } {
  const origins = new Set<string>();
  const problems: OriginLine[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "") continue;
    const read = readOrigin(line);
    if (typeof read === "string") problems.push({ line: index + 1, text: line.slice(0, 120), problem: read });
    else origins.add(read.origin);
  }
  return { origins: [...origins], problems };
}

function readOrigin(line: string): OriginProblem | { origin: string } {
  if (line.includes("*")) return "noWildcard";
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(line) ? line : `https://${line}`;
  if (/\s/.test(line) || !URL.canParse(withScheme)) return "notAnOrigin";
  const url = new URL(withScheme);
  if (url.username || url.password) return "noCredentials";
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && local)) return "onlyHttps";
  // A semicolon or a quote would end the list inside of a header; no host name has one.
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)$/.test(url.hostname)) return "notAnOrigin";
  if (!local && !url.hostname.includes(".")) return "notAnOrigin";
  if ((url.pathname !== "/" && url.pathname !== "") || url.search || url.hash) return "noPath";
  return { origin: url.origin };
}
