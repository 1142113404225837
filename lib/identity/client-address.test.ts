import { describe, expect, it } from "vitest";
import { clientAddress } from "@/lib/identity/client-address";

const from = (peer: string | null, forwarded: string | null) =>
  clientAddress(
    new Headers([
      ...(peer === null ? [] : [["x-attune-peer", peer] as [string, string]]),
      ...(forwarded === null ? [] : [["x-forwarded-for", forwarded] as [string, string]]),
    ]),
  );

describe("the client's address", () => {
  it.each([
    ["a direct client is its connection", "203.0.113.7", null, "203.0.113.7"],
    ["a direct client cannot claim another address", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
    ["behind a proxy it is what the proxy saw", "10.0.0.2", "198.51.100.1", "198.51.100.1"],
    ["behind a proxy a client's own claim stands before it", "127.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"],
    ["two proxies in a row are both passed over", "127.0.0.1", "192.0.2.66, 198.51.100.1, 10.1.2.3", "198.51.100.1"],
    ["an IPv4 address in IPv6 clothes is IPv4", "::ffff:203.0.113.7", null, "203.0.113.7"],
    ["an IPv6 client is its /64", "2001:db8:0:1:aaaa::1", null, "2001:db8:0:1::/64"],
    ["shortened IPv6 likewise", "2001:db8::42", null, "2001:db8:0:0::/64"],
    ["everybody at home is home", "192.168.1.4", null, "192.168.1.4"],
    ["what is no address is passed over", "127.0.0.1", "<script>, 198.51.100.1:4711", "198.51.100.1"],
    ["without any it is unknown", null, null, "unknown"],
  ])("%s", (_, peer, forwarded, expected) => {
    expect(from(peer, forwarded)).toBe(expected);
  });
});
