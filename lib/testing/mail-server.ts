import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { setEnvironment } from "@/lib/testing/environment";

/** What the server does with the next message. */
export type Temper = "takes" | "unknown-recipient" | "busy" | "silent-greeting" | "silent-after-data" | "drops-in-data";

export interface MailServer {
  readonly url: string;
  temper: Temper;
  /** every message that was sent to the end, as it came over the wire */
  readonly received: string[];
  close(): Promise<void>;
}

/** A real SMTP server on a free port; SMTP_URL points at it until it is closed. */
export async function startMailServer(): Promise<MailServer> {
  const received: string[] = [];
  const held: { temper: Temper } = { temper: "takes" };
  const refusal = (text: string, responseCode: number) => Object.assign(new Error(text), { responseCode });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    closeTimeout: 200,
    onConnect(_session, done) {
      if (held.temper !== "silent-greeting") done();
    },
    onRcptTo(_address, _session, done) {
      if (held.temper === "unknown-recipient") return done(refusal("5.1.1 <anna@masters.example>: no such user", 550));
      if (held.temper === "busy") return done(refusal("4.3.2 come back later", 451));
      return done();
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        if (held.temper === "drops-in-data") for (const one of sockets(server)) one.destroy();
        chunks.push(chunk);
      });
      stream.on("end", () => {
        if (held.temper === "drops-in-data") return;
        // Headers unfolded, as a reader sees them.
        received.push(
          Buffer.concat(chunks)
            .toString("utf8")
            .replace(/\r\n[ \t]+/g, " "),
        );
        // Taken and never answered: the worst moment to be silent.
        if (held.temper !== "silent-after-data") done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  setEnvironment({ SMTP_URL: url });
  return {
    url,
    received,
    get temper() {
      return held.temper;
    },
    set temper(value) {
      held.temper = value;
    },
    async close() {
      setEnvironment({ SMTP_URL: undefined });
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const sockets = (server: SMTPServer) =>
  [...(server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections].map(
    (one) => one._socket,
  );
