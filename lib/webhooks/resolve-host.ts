import "server-only";
import { lookup } from "node:dns/promises";
import { connect, isIP, type Socket } from "node:net";

/** How names become addresses and addresses become connections; tests put a name server and a watchful dialler in their place. */
export interface Network {
  /** every address of a name */
  resolve(host: string): Promise<string[]>;
  /** @param address an IP literal that has been judged: nothing resolves it again */
  dial(address: string, port: number): Socket;
}

export const systemNetwork: Network = {
  async resolve(host) {
    const found = await lookup(host, { all: true, verbatim: true });
    return found.map(({ address }) => address);
  },
  dial: (address, port) => {
    if (isIP(address) === 0) throw new Error("Only an IP literal is dialled.");
    return connect({ host: address, port });
  },
};
