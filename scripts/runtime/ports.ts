import { createServer } from "node:net";

/** Refuses a port that cannot be listened on, before minutes are spent on what would then fail. */
export async function requirePort(port: number): Promise<void> {
  // Another program may hold one family or one address alone, which listening on all of them would not always notice.
  for (const host of [undefined, "127.0.0.1"]) {
    const problem = await tryPort(port, host);
    if (problem === null) continue;
    throw new Error(
      problem === "EACCES"
        ? `Port ${port} needs the rights of root. Choose a higher one: PORT=3001 npm start`
        : `Port ${port} is in use by another program. Choose another one: PORT=${port === 65_535 ? 3000 : port + 1} npm start`,
    );
  }
}

function tryPort(port: number, host: string | undefined): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => done(error.code ?? "unknown"));
    server.listen({ port, host }, () => server.close(() => done(null)));
  });
}
