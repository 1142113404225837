import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedServer, ensureEmbedded } from "@/lib/db/embedded";

// Its own folder with a space, and nothing of the server that the other tests share.
const home = join(tmpdir(), `attune embedded ${process.pid}`);
const settings = { fsync: "off", shared_buffers: "16MB" };
const notices: string[] = [];
const ensure = () => ensureEmbedded({ home, settings, onNotice: (message) => notices.push(message) });
let server: EmbeddedServer;

async function ask(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = () => Number(readFileSync(join(server.dataDir, "postmaster.pid"), "utf8").split("\n")[0]);

beforeAll(async () => {
  server = await ensure();
  await ask("create table kept as select 1 as value");
});

afterAll(async () => {
  await server.stop();
  for (const folder of [server.dataDir, home]) rmSync(folder, { recursive: true, force: true });
});

describe("the embedded PostgreSQL", () => {
  it("listens on this machine alone, sorts by code point and keeps what it acknowledged", async () => {
    const [row] = (await ask(
      `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
              current_setting('synchronous_commit') as durable, pg_encoding_to_char(encoding) as encoding, datlocale as locale
       from pg_database where datname = current_database()`,
    )) as [Record<string, string>];
    expect(row).toEqual({ addresses: "127.0.0.1", sockets: "", durable: "on", encoding: "UTF8", locale: "C.UTF-8" });
    expect(statSync(join(home, "postgres.json")).mode & 0o777).toBe(0o600);
  });

  it("is adopted while its owner lives, and not stopped by those who adopted it", async () => {
    const adopted = await ensure();
    expect(adopted).toMatchObject({ startedByUs: false, adminUrl: server.adminUrl });
    await adopted.stop();
    expect(await ask("select value from kept")).toEqual([{ value: 1 }]);
  });

  it("starts again on the same address after kill -9, with its data", async () => {
    const before = server.adminUrl;
    process.kill(postmasterPid(), "SIGKILL");
    await server.exited;
    server = await ensure();
    expect(server.adminUrl).toBe(before);
    expect(await ask("select value from kept")).toEqual([{ value: 1 }]);
  });

  it("is not fooled by a lock file whose process id now belongs to something else", async () => {
    await server.stop();
    const stranger = spawn("sleep", ["60"], { stdio: "ignore" });
    writeFileSync(
      join(server.dataDir, "postmaster.pid"),
      `${stranger.pid}\n${server.dataDir}\n1700000000\n${server.port}\n\n127.0.0.1\n  0 0\nready   \n`,
    );
    try {
      server = await ensure();
      expect(server.startedByUs).toBe(true);
      expect(postmasterPid()).not.toBe(stranger.pid);
    } finally {
      stranger.kill();
    }
  });

  it("is replaced when the process that owned it is gone", async () => {
    const file = join(home, "postgres.json");
    const state = JSON.parse(readFileSync(file, "utf8")) as { ownerPid: number };
    writeFileSync(file, JSON.stringify({ ...state, ownerPid: 2 ** 22 + 1 }));
    const orphan = postmasterPid();
    server = await ensure();
    expect(server.startedByUs).toBe(true);
    expect(postmasterPid()).not.toBe(orphan);
    expect(notices.join()).toContain("an earlier run left behind");
  });

  it("goes along when its home is moved", async () => {
    await server.stop();
    const moved = `${home} moved`;
    renameSync(home, moved);
    const there = await ensureEmbedded({ home: moved, settings });
    expect(there).toMatchObject({ startedByUs: true, dataDir: join(moved, "postgres") });
    await there.stop();
    renameSync(moved, home);
    server = await ensure();
    expect(await ask("select value from kept")).toEqual([{ value: 1 }]);
  });

  it("gets a new password when the file with the old one was lost", async () => {
    await server.stop();
    rmSync(join(home, "postgres.json"));
    const before = server.adminUrl;
    server = await ensure();
    expect(server.adminUrl).not.toBe(before);
    expect(await ask("select value from kept")).toEqual([{ value: 1 }]);
  });

  it("makes the cluster anew when an earlier attempt was interrupted", async () => {
    await server.stop();
    const partial = `${server.dataDir}.new-${2 ** 22 + 1}`;
    mkdirSync(join(partial, "base"), { recursive: true });
    rmSync(server.dataDir, { recursive: true, force: true });
    server = await ensure();
    expect(existsSync(partial)).toBe(false);
    expect(await ask("select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
  });
});

describe.runIf(process.getuid?.() === 0)("under root, in a folder that PostgreSQL's account cannot enter", () => {
  it("keeps the data elsewhere, says where, and clears away that of temporary folders which are gone", async () => {
    const places: string[] = [];
    for (const name of ["first", "second"]) {
      const closed = mkdtempSync(join(tmpdir(), `attune closed ${name} `));
      const told: string[] = [];
      const own = await ensureEmbedded({ home: join(closed, "home"), settings, onNotice: (line) => told.push(line) });
      expect(own.dataDir).toMatch(/^\/var\/lib\/attune\/[0-9a-f]+\/postgres$/);
      expect(told.join()).toContain(dirname(own.dataDir));
      await own.stop();
      rmSync(closed, { recursive: true });
      places.push(own.dataDir);
    }
    expect(places.map((place) => existsSync(place))).toEqual([false, true]);
    rmSync(dirname(places[1]!), { recursive: true });
  });
});
