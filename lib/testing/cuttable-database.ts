import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll } from "vitest";

export interface CuttableDatabase {
  /** Ends every connection and refuses new ones, as a server that was killed does. */
  cut(): Promise<void>;
  restore(): Promise<void>;
}

/**
 * Puts a line that can be cut between this process and its test database. Call it right after `createTestDatabase()`, before
 * anything connects.
 */
export async function makeDatabaseCuttable(): Promise<CuttableDatabase> {
  const url = new URL(process.env.DATABASE_APP_URL ?? "");
  const target = { host: url.hostname, port: Number(url.port) };
  const open = new Set<Socket>();
  const server = createServer((inner) => {
    const outer = connect(target);
    for (const [one, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      open.add(one);
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.on("error", () => other.destroy());
      one.pipe(other);
    }
  });
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  url.port = String(port);
  process.env.DATABASE_APP_URL = url.toString();

  const cut = async () => {
    const closed = new Promise<void>((done) => server.close(() => done()));
    for (const socket of open) socket.destroy();
    await closed;
  };
  afterAll(cut);
  return { cut, restore: () => listen(port) };
}
