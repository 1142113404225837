import "server-only";
import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";

export interface NameServer {
  /** how often it was asked for an address */
  asked(): number;
  /** resolves as the system would, but through this server alone */
  resolve(host: string): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * A small real name server (UDP, A and AAAA records, time to live 0) that says something else each time: `answer` gets the number of the
 * question about that kind of record, from 0.
 */
export async function startNameServer(answer: (n: number, family: 4 | 6) => readonly string[]): Promise<NameServer> {
  const socket = createSocket("udp4");
  const counts = { 4: 0, 6: 0 };
  socket.on("message", (query, from) => {
    const nameEnd = query.indexOf(0, 12) + 1;
    const type = query.readUInt16BE(nameEnd);
    const family = type === 28 ? 6 : 4;
    const addresses = type === 1 || type === 28 ? answer(counts[family]++, family) : [];
    const question = query.subarray(12, nameEnd + 4);
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(addresses.length, 6);
    header.writeUInt16BE(0, 8);
    header.writeUInt16BE(0, 10);
    const records = addresses.map((address) => record(type, bytesOf(address, family)));
    socket.send(Buffer.concat([header, question, ...records]), from.port, from.address);
  });
  await new Promise<void>((done) => socket.bind(0, "127.0.0.1", done));
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    asked: () => counts[4] + counts[6],
    async resolve(host) {
      const found = await Promise.all([
        resolver.resolve4(host).catch(() => []),
        resolver.resolve6(host).catch(() => []),
      ]);
      return found.flat();
    },
    close: () => new Promise((done) => socket.close(() => done())),
  };
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0); // the name of the question
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(0, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function bytesOf(address: string, family: 4 | 6): Buffer {
  if (family === 4) return Buffer.from(address.split(".").map(Number));
  const [head = "", tail = ""] = address.split("::");
  const words = (text: string) => (text === "" ? [] : text.split(":"));
  const missing = 8 - words(head).length - words(tail).length;
  const all = [...words(head), ...Array(missing).fill("0"), ...words(tail)];
  const bytes = Buffer.alloc(16);
  for (const [index, word] of all.entries()) bytes.writeUInt16BE(Number.parseInt(word, 16), index * 2);
  return bytes;
}
