import "server-only";
import { isIP } from "node:net";

/** The request header under which lib/identity/peer-address.ts notes the address at the other end of the connection. */
export const peerHeader = "x-attune-peer";

/**
 * Who is asking, for throttling. A connection from a public address is the client itself, whatever it claims; one from a
 * private address is a proxy of this installation, so X-Forwarded-For is read from its end up to the first address that is
 * not one. IPv6 clients own at least a /64, so that is what counts.
 */
export function clientAddress(headers: Headers): string {
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map(plain).filter(Boolean);
  const peer = plain(headers.get(peerHeader) ?? "");
  const hops = peer ? [...forwarded, peer] : forwarded;
  const client = hops.findLast((hop) => !isPrivate(hop)) ?? hops[0] ?? "unknown";
  return isIP(client) === 6 ? network64(client) : client;
}

function plain(address: string): string {
  const bare = address
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^::ffff:(?=\d+\.)/i, "");
  const withoutPort = /^\d+\.\d+\.\d+\.\d+:\d+$/.test(bare) ? bare.slice(0, bare.indexOf(":")) : bare;
  return isIP(withoutPort) ? withoutPort.toLowerCase() : "";
}

function isPrivate(address: string): boolean {
  if (isIP(address) === 6) return address === "::1" || /^f[cd]|^fe[89ab]/.test(address);
  const [a = 0, b = 0] = address.split(".").map(Number);
  return (
    a === 127 || a === 10 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32) || (a === 169 && b === 254)
  );
}

function network64(address: string): string {
  const [head = "", tail = ""] = address.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const gap = address.includes("::") ? Array<string>(8 - left.length - right.length).fill("0") : [];
  return `${[...left, ...gap, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
