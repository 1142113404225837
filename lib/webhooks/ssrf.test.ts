import { connect, type Socket } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { isPublicAddress } from "@/lib/webhooks/judge-address";
import { judgeUrl } from "@/lib/webhooks/judge-url";
import type { Network } from "@/lib/webhooks/resolve-host";
import { send } from "@/lib/webhooks/send";
import { startNameServer } from "@/lib/webhooks/testing/name-server";
import { startReceiver } from "@/lib/webhooks/testing/receiver";

/** A stand-in for everything inside: whoever gets through to this machine is counted here. */
const sink = await startReceiver();
const sink6 = await startReceiver(undefined, "::1");
afterAll(() => Promise.all([sink.close(), sink6.close()]));

/** Dials nothing but this machine, whatever port was asked for, and notes every address it was given. */
function watchedNetwork(resolve: Network["resolve"]): Network & { dialled: string[] } {
  const dialled: string[] = [];
  return {
    dialled,
    resolve,
    dial(address): Socket {
      dialled.push(address);
      const inside = !isPublicAddress(address);
      const socket = inside ? connect({ host: "127.0.0.1", port: sink.port }) : connect({ host: "127.0.0.1", port: 9 });
      return socket;
    },
  };
}

// Each of these would reach something inside if it were called. `P` stands for the port of the sink.
const corpus: readonly string[] = [
  // this machine, as it is usually written
  "https://127.0.0.1/",
  "https://127.0.0.1:P/",
  "http://127.0.0.1:P/",
  "https://127.255.255.254/",
  "https://localhost/",
  "https://LOCALHOST/",
  "https://localhost./",
  "https://api.localhost/",
  "https://localhost.localdomain/",
  "https://[::1]/",
  "https://[::1]:P/",
  "https://[::]/",
  "https://[0:0:0:0:0:0:0:1]/",
  // in other spellings of IPv4
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.0.0.1/",
  "https://0x7F.0X0.0x0.0x1/",
  "https://017700000001/",
  "https://0177.0.0.1/",
  "https://0177.0.0.01/",
  "https://127.1/",
  "https://127.0.1/",
  "https://127.0x0.1/",
  "https://0/",
  "https://0.0.0.0/",
  "https://00000177.1/",
  "https://127.0.0.1./",
  "https://１２７.０.０.１/",
  "https://①②⑦.⓪.⓪.①/",
  "https://127。0。0。1/",
  "https://%31%32%37.0.0.1/",
  "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
  // wrapped in IPv6
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[0:0:0:0:0:ffff:127.0.0.1]/",
  "https://[::127.0.0.1]/",
  "https://[::ffff:0:127.0.0.1]/",
  "https://[64:ff9b::127.0.0.1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[64:ff9b:1::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[2002:a9fe:a9fe::1]/",
  "https://[2001:0:7f00:1::]/",
  "https://[::ffff:169.254.169.254]/",
  // private, shared and link-local networks
  "https://10.0.0.1/",
  "https://10.255.255.255/",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.0.1/",
  "https://192.168.1.1/admin",
  "https://100.64.0.1/",
  "https://100.127.255.254/",
  "https://169.254.169.254/latest/meta-data/",
  "https://2852039166/latest/meta-data/",
  "https://0xa9fea9fe/",
  "https://169.254.170.2/",
  "https://[fe80::1]/",
  "https://[fe80::1%25eth0]/",
  "https://[fec0::1]/",
  "https://[fc00::1]/",
  "https://[fd00:ec2::254]/",
  // reserved, documentation, multicast, broadcast
  "https://192.0.0.192/",
  "https://192.0.2.1/",
  "https://198.18.0.1/",
  "https://198.51.100.7/",
  "https://203.0.113.9/",
  "https://192.88.99.1/",
  "https://224.0.0.1/",
  "https://239.255.255.250/",
  "https://240.0.0.1/",
  "https://255.255.255.255/",
  "https://[ff02::1]/",
  "https://[2001:db8::1]/",
  "https://[3fff::1]/",
  "https://[100::1]/",
  "https://[2001:2::1]/",
  // names of the inside
  "https://metadata.google.internal/",
  "https://printer.local/",
  "https://router/",
  "https://intranet.corp/",
  "https://db.private/",
  "https://nas.home.arpa/",
  "https://1.0.0.127.in-addr.arpa/",
  // not https, not 443, credentials, tricks of spelling
  "http://hooks.example.com/",
  "https://hooks.example.com:8443/",
  "https://hooks.example.com:22/",
  "https://user@hooks.example.com/",
  "https://user:secret@hooks.example.com/",
  "https://@hooks.example.com/",
  "https://hooks.example.com@127.0.0.1/",
  "https://127.0.0.1\\@hooks.example.com/",
  "https://hooks.example.com#@127.0.0.1/",
  "https://hooks.example.com/\r\nHost: localhost",
  "https://hooks .example.com/",
  "ftp://hooks.example.com/",
  "file:///etc/passwd",
  "gopher://127.0.0.1:P/_POST",
  "data:text/plain,hello",
  "javascript:alert(1)",
  "//hooks.example.com/",
  "hooks.example.com",
  "https://",
  "",
].map((url) => url.replace("P", String(sink.port)));

describe("a URL that leads inside", () => {
  it("is one of a corpus of at least sixty", () => {
    expect(new Set(corpus).size).toBe(corpus.length);
    expect(corpus.length).toBeGreaterThanOrEqual(60);
  });

  it.each(corpus)("%s is refused as it is written, and never dialled", async (url) => {
    expect(judgeUrl(url)).toHaveProperty("refused");
    const network = watchedNetwork(async () => ["127.0.0.1"]);
    expect(await send(url, "{}", {}, { network })).toMatchObject({ outcome: "failed", reason: "address" });
    expect(network.dialled).toEqual([]);
  });

  it("is refused when only its name is public, whatever it resolves to", async () => {
    const inside = [
      "127.0.0.1",
      "::1",
      "10.1.2.3",
      "100.64.9.9",
      "169.254.169.254",
      "fd00::1",
      "fe80::1",
      "::ffff:10.0.0.1",
    ];
    inside.push("64:ff9b::a00:1", "2002:a00:1::", "224.0.0.5", "0.0.0.0", "::", "fe80::1%eth0", "not an address", "");
    for (const address of inside) {
      for (const answer of [[address], ["93.184.215.14", address], [address, "2606:2800:21f:cb07::1"]]) {
        const network = watchedNetwork(async () => answer);
        expect(await send("https://hooks.example.com/", "{}", {}, { network }), address).toMatchObject({
          reason: "address",
        });
        expect(network.dialled).toEqual([]);
      }
    }
  });

  it("does not reach the sink, which would have told", async () => {
    expect(sink.connections() + sink6.connections()).toBe(0);
    // The other way round: opened on purpose, the same sink hears from us.
    expect(await send(sink.url, "{}", {}, { loopback: true })).toMatchObject({ outcome: "delivered", status: 204 });
    expect(await send(sink6.url.replace("::1", "[::1]"), "{}", {}, { loopback: true })).toMatchObject({ status: 204 });
    expect(sink.connections() + sink6.connections()).toBe(2);
  });
});

describe("a URL of the public internet", () => {
  it.each([
    "https://hooks.zapier.com/hooks/catch/1/",
    "https://EXAMPLE.com/a?b=c",
    "https://example.com:443/",
    "https://xn--bcher-kva.ch/",
    "https://bücher.ch/",
    "https://8.8.8.8/",
    "https://[2606:4700::1111]/",
    "https://a.b.c.d.example.org./x",
  ])("%s is accepted as it is written", (url) => {
    expect(judgeUrl(url)).not.toHaveProperty("refused");
  });

  it("stays refused on this machine's ports where only development opened them", () => {
    for (const url of [
      "http://10.0.0.1/",
      "http://example.com/",
      "https://example.com:8443/",
      "https://[::ffff:127.0.0.1]/",
    ])
      expect(judgeUrl(url, { loopback: true }), url).toHaveProperty("refused");
    expect(judgeUrl("http://localhost:3100/", { loopback: true })).toMatchObject({ loopback: true, port: 3100 });
  });
});

describe("a name server that changes its mind", () => {
  it("leads nobody inside: what was judged is what is dialled", async () => {
    const before = sink.connections();
    // A public address for whoever asks first, this machine for whoever asks again.
    const rebinding = await startNameServer((n, family) =>
      family === 4 ? [n % 2 === 0 ? "93.184.215.14" : "127.0.0.1"] : [n % 2 === 0 ? "2606:2800:21f:cb07::1" : "::1"],
    );
    const network = watchedNetwork((host) => rebinding.resolve(host));
    const outcomes = new Set<string | null>();
    for (let round = 0; round < 20; round++) {
      outcomes.add((await send("https://rebind.attune-hooks.com/", "{}", {}, { network })).reason);
    }
    expect(rebinding.asked()).toBeGreaterThanOrEqual(40);
    await rebinding.close();
    expect(new Set(network.dialled)).toEqual(new Set(["93.184.215.14"]));
    expect(outcomes).toEqual(new Set(["connection", "address"]));
    expect(sink.connections()).toBe(before);
  });

  it("is not asked twice for one attempt", async () => {
    let asked = 0;
    const network = watchedNetwork(async () => {
      asked += 1;
      return asked === 1 ? ["93.184.215.14"] : ["127.0.0.1"];
    });
    await send("https://rebind.attune-hooks.com/", "{}", {}, { network });
    expect(asked).toBe(1);
    expect(network.dialled).toEqual(["93.184.215.14"]);
  });

  it("with the door for development open, still leads nobody in by a name", async () => {
    const network = watchedNetwork(async () => ["127.0.0.1"]);
    expect(await send("https://rebind.attune-hooks.com/", "{}", {}, { network, loopback: true })).toMatchObject({
      reason: "address",
    });
    const outside = watchedNetwork(async () => ["93.184.215.14"]);
    expect(await send("http://localhost:3100/", "{}", {}, { network: outside, loopback: true })).toMatchObject({
      reason: "address",
    });
    expect([...network.dialled, ...outside.dialled]).toEqual([]);
  });
});
