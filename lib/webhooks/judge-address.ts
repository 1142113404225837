import "server-only";
import { BlockList, isIP } from "node:net";

/*
 * Where a webhook may go: the public internet and nothing else. IPv6 is judged by what is allowed (global unicast, 2000::/3), because
 * everything that wraps an IPv4 address (mapped, translated, compatible) or stays in a network lies outside of it; the exceptions inside
 * are taken out. Sources: the special-purpose registries of IANA.
 */
const closedV4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
const closedV6: readonly (readonly [string, number])[] = [
  ["2001::", 23], // protocol assignments, Teredo among them
  ["2001:db8::", 32],
  ["2002::", 16], // 6to4 wraps an IPv4 address
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

const v4 = new BlockList();
for (const [net, prefix] of closedV4) v4.addSubnet(net, prefix, "ipv4");
const v6 = new BlockList();
for (const [net, prefix] of closedV6) v6.addSubnet(net, prefix, "ipv6");
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");
const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");

/** Whether an IP address, as text, is one of the public internet. Anything that is no IP address is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !v4.check(address, "ipv4");
  // A zone (`%eth0`) names an interface of this machine.
  if (family !== 6 || address.includes("%")) return false;
  return globalUnicast.check(address, "ipv6") && !v6.check(address, "ipv6");
}

/** Whether an IP address is this machine itself, written as such: IPv4 wrapped in IPv6 is not. */
export function isLoopbackAddress(address: string): boolean {
  return isIP(address) === 4 ? loopback.check(address, "ipv4") : address === "::1";
}
