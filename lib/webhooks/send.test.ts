import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { Webhook } from "standardwebhooks";
import { afterAll, describe, expect, it } from "vitest";
import { tenantId } from "@/lib/db/tenant";
import { setEnvironment } from "@/lib/testing/environment";
import { makeSecret, openSecret, sealSecret } from "@/lib/webhooks/secret";
import { answerBytes, send } from "@/lib/webhooks/send";
import { signatureHeaders } from "@/lib/webhooks/sign";
import { type Behaviour, startReceiver } from "@/lib/webhooks/testing/receiver";

setEnvironment({ ATTUNE_SECRET: "a secret of these tests that is long enough" });

const closing: (() => Promise<unknown> | unknown)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

/** A receiver that speaks bytes rather than HTTP. */
async function rawReceiver(talk: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    talk(socket);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function receiver(behave: Behaviour) {
  const started = await startReceiver(behave);
  closing.push(started.close);
  return started;
}

const post = (url: string, limitMs = 15_000) =>
  send(url, '{"a":1}', { "webhook-id": "msg_1" }, { loopback: true, limitMs });

describe("only a 2xx is a success", () => {
  it.each([
    [200, "delivered", null],
    [204, "delivered", null],
    [299, "delivered", null],
    [301, "failed", "redirect"],
    [302, "failed", "redirect"],
    [307, "failed", "redirect"],
    [304, "failed", "redirect"],
    [400, "failed", "status"],
    [401, "failed", "status"],
    [404, "failed", "status"],
    [410, "gone", "gone"],
    [429, "failed", "status"],
    [500, "failed", "status"],
    [503, "failed", "status"],
  ] as const)("%s is %s", async (status, outcome, reason) => {
    const { url } = await receiver((response) => response.writeHead(status).end());
    expect(await post(url)).toMatchObject({ outcome, status, reason });
  });

  it("and a redirect is not followed", async () => {
    const target = await receiver((response) => response.writeHead(200).end());
    const { url } = await receiver((response) => response.writeHead(308, { location: target.url }).end());
    expect(await post(url)).toMatchObject({ outcome: "failed", reason: "redirect" });
    expect(target.connections()).toBe(0);
  });
});

describe("a receiver that misbehaves", () => {
  it("by never answering is given up", async () => {
    const { url } = await receiver(() => {});
    expect(await post(url, 300)).toMatchObject({ outcome: "failed", status: null, reason: "timeout" });
  });

  it("by accepting and saying nothing at all, too", async () => {
    expect(await post(await rawReceiver(() => {}), 300)).toMatchObject({ reason: "timeout" });
  });

  it("by dripping its headers is given up", async () => {
    const url = await rawReceiver((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const drip = setInterval(() => socket.write("x-a: b\r\n"), 20);
      socket.on("close", () => clearInterval(drip));
    });
    expect(await post(url, 400)).toMatchObject({ outcome: "failed", reason: "timeout" });
  });

  it("by sending 1xx for ever is given up", async () => {
    const url = await rawReceiver((socket) => {
      const drip = setInterval(() => socket.write("HTTP/1.1 103 Early Hints\r\n\r\n"), 20);
      socket.on("close", () => clearInterval(drip));
    });
    expect(await post(url, 400)).toMatchObject({ outcome: "failed", reason: "timeout" });
  });

  it("with a body without end is believed its status, and its body is cut", async () => {
    let sent = 0;
    const { url } = await receiver((response) => {
      response.writeHead(200);
      const more = () => {
        if (response.destroyed) return;
        sent += 65_536;
        response.write("x".repeat(65_536), more);
      };
      more();
    });
    const answer = await post(url);
    expect(answer).toMatchObject({ outcome: "delivered", status: 200 });
    expect(answer.answer.length).toBeLessThanOrEqual(answerBytes);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it("with a body that stalls is believed its status", async () => {
    const { url } = await receiver((response) => {
      response.writeHead(202);
      response.write("thanks, and");
    });
    expect(await post(url, 500)).toMatchObject({ outcome: "delivered", status: 202, answer: "thanks, and" });
  });

  it.each([
    ["no HTTP at all", "SSH-2.0-OpenSSH_9.6\r\n", "answer"],
    ["a status that is none", "HTTP/1.1 abc\r\n\r\n", "answer"],
    ["headers that are too long", `HTTP/1.1 200 OK\r\nx-a: ${"y".repeat(100_000)}\r\n\r\n`, "answer"],
    ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", "answer"],
    ["nothing, and goodbye", "", "connection"],
  ])("with %s", async (_, bytes, reason) => {
    const url = await rawReceiver((socket) => {
      socket.once("data", () => socket.end(bytes));
    });
    expect(await post(url)).toMatchObject({ outcome: "failed", status: null, reason });
  });

  it("by resetting the connection", async () => {
    const url = await rawReceiver((socket) => {
      socket.once("data", () => socket.resetAndDestroy());
    });
    expect(await post(url)).toMatchObject({ outcome: "failed", reason: "connection" });
  });

  it("by not being there", async () => {
    const { url, close } = await startReceiver();
    await close();
    expect(await post(url)).toMatchObject({ outcome: "failed", reason: "connection" });
  });

  it("by having no name", async () => {
    const network = {
      resolve: async () => Promise.reject(new Error("ENOTFOUND")),
      dial: () => expect.fail("nothing to dial"),
    };
    expect(await send("https://gone.example.com/", "{}", {}, { network })).toMatchObject({ reason: "dns" });
  });

  it("by having a name server that keeps silent", async () => {
    const network = { resolve: () => new Promise<string[]>(() => {}), dial: () => expect.fail("nothing to dial") };
    expect(await send("https://slow.example.com/", "{}", {}, { network, limitMs: 200 })).toMatchObject({
      reason: "timeout",
    });
  });

  it("by showing a certificate that nobody vouches for, or none", async () => {
    const plain = await rawReceiver((socket) => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
    const bare = createTlsServer({}, () => {});
    bare.on("tlsClientError", () => {});
    await new Promise<void>((done) => bare.listen(0, "127.0.0.1", done));
    closing.push(() => bare.close());
    for (const port of [Number(new URL(plain).port), (bare.address() as AddressInfo).port]) {
      const network = {
        resolve: async () => ["93.184.215.14"],
        dial: () => connect({ host: "127.0.0.1", port }),
      };
      expect(await send("https://hooks.example.com/", "{}", {}, { network })).toMatchObject({
        outcome: "failed",
        reason: "tls",
      });
    }
  });

  it("with control characters in its answer does not get them into the log", async () => {
    const { url } = await receiver((response) => response.writeHead(500).end("no\u0000pe\u001b[31m\n\ud83d\ude00"));
    expect((await post(url)).answer).toBe("nope[31m\n😀");
  });
});

describe("Retry-After", () => {
  it.each([
    ["120", 120_000],
    ["0", 0],
    ["99999999", 86_400_000],
    ["soon", null],
    ["-5", null],
    ["1.5", null],
  ])("%s", async (value, ms) => {
    const { url } = await receiver((response) => response.writeHead(503, { "retry-after": value }).end());
    expect((await post(url)).retryAfterMs).toBe(ms);
  });
});

describe("a signature", () => {
  const at = new Date();
  const [old, fresh] = [makeSecret(), makeSecret()];

  it("verifies with the library of the standard, under either secret of a rotation, and under no other", async () => {
    const { url, received } = await receiver((response) => response.writeHead(204).end());
    await send(url, '{"a":1}', signatureHeaders("msg_1", at, '{"a":1}', [fresh, old]), { loopback: true });
    const [{ headers, body }] = received as [(typeof received)[0]];
    const given = headers as Record<string, string>;
    expect(headers["webhook-id"]).toBe("msg_1");
    expect(headers["content-type"]).toBe("application/json");
    for (const secret of [old, fresh]) expect(new Webhook(secret).verify(body, given)).toEqual({ a: 1 });
    expect(() => new Webhook(makeSecret()).verify(body, given)).toThrow();
    expect(() => new Webhook(fresh).verify(`${body} `, given)).toThrow();
    expect(() => new Webhook(fresh).verify(body, { ...given, "webhook-id": "msg_2" })).toThrow();
  });

  it("is made with a secret that lies sealed, bound to its endpoint and tenant", () => {
    const [one, two] = [
      tenantId("00000000-0000-4000-8000-000000000001"),
      tenantId("00000000-0000-4000-8000-000000000002"),
    ];
    const endpoint = "00000000-0000-4000-8000-0000000000e1";
    const sealed = sealSecret(one, endpoint, fresh);
    expect(Buffer.from(sealed).toString("latin1")).not.toContain(fresh.slice(6));
    expect(sealSecret(one, endpoint, fresh)).not.toEqual(sealed);
    expect(openSecret(one, endpoint, sealed)).toBe(fresh);
    expect(() => openSecret(two, endpoint, sealed)).toThrow();
    expect(() => openSecret(one, "00000000-0000-4000-8000-0000000000e2", sealed)).toThrow();
    const bent = new Uint8Array(sealed);
    bent[20] = (bent[20] ?? 0) ^ 1;
    expect(() => openSecret(one, endpoint, bent)).toThrow();
    setEnvironment({ ATTUNE_SECRET: "the secret of quite another installation" });
    expect(() => openSecret(one, endpoint, sealed)).toThrow();
    setEnvironment({ ATTUNE_SECRET: "a secret of these tests that is long enough" });
  });
});
