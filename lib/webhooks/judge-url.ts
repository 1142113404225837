import "server-only";
import { isIP } from "node:net";
import { isLoopbackAddress, isPublicAddress } from "@/lib/webhooks/judge-address";

/** Why a URL may not be called; each has its sentence in messages/<locale>/webhooks.json. */
export type UrlRefusal =
  | "urlInvalid"
  | "urlNotHttps"
  | "urlPort"
  | "urlCredentials"
  | "urlFragment"
  | "urlPrivate"
  | "urlLocalName";

export interface Destination {
  readonly url: URL;
  /** the name or literal to connect to, without brackets */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** opened by the development flag: this machine itself, on purpose */
  readonly loopback: boolean;
}

/**
 * Judges a URL as it is written: https on port 443, no credentials, no fragment, a public literal or a name that can be public. The URL
 * parser has already turned every other spelling of an IPv4 address (decimal, octal, hexadecimal, short) into the usual one.
 * What a name resolves to is judged when it is connected to.
 */
export function judgeUrl(text: string, { loopback = false } = {}): Destination | { refused: UrlRefusal } {
  if (!URL.canParse(text) || /[\s\\\p{Cc}]/u.test(text)) return { refused: "urlInvalid" };
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return { refused: "urlNotHttps" };
  if (url.username !== "" || url.password !== "" || /^[a-z]+:\/\/[^/?#]*@/i.test(text))
    return { refused: "urlCredentials" };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (loopback && isLoopbackHost(host)) {
    const secure = url.protocol === "https:";
    return { url, host, port: Number(url.port || (secure ? 443 : 80)), secure, loopback: true };
  }
  if (url.protocol !== "https:") return { refused: "urlNotHttps" };
  if (url.port !== "") return { refused: "urlPort" };
  if (url.hash !== "") return { refused: "urlFragment" };
  if (isIP(host) !== 0) {
    if (!isPublicAddress(host)) return { refused: "urlPrivate" };
  } else if (isLocalName(host)) return { refused: "urlLocalName" };
  return { url, host, port: 443, secure: true, loopback: false };
}

const isLoopbackHost = (host: string) => host === "localhost" || isLoopbackAddress(host);

// Names of a machine or of a private network, by what has been set aside for them. A name without a dot is looked up in the own domain.
const localSuffixes =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|test|example|invalid|onion|alt)$/;

function isLocalName(host: string): boolean {
  const name = host.replace(/\.$/, "");
  return !name.includes(".") || localSuffixes.test(name) || name.endsWith(".arpa");
}
