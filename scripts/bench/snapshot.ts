import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { type EmbeddedServer, ensureEmbedded, ensureHome } from "@/lib/db/embedded";
import { deriveUrls } from "@/lib/db/roles";
import type { TenantSql } from "@/lib/db/tenant";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { listLinks } from "@/lib/reports/queries/list-links";
import { listQuoteCandidates } from "@/lib/reports/queries/list-quote-candidates";
import { freePort } from "@/scripts/bench/free-port";
import { eventsPerSession } from "@/scripts/bench/practice-log";
import { conditions, count, median, print, verdict } from "@/scripts/bench/report";
import type { FilledDatabase } from "@/scripts/bench/snapshot-database";

const bars = { growth: 1.5, rls: 1.1 };

interface Side extends FilledDatabase {
  app: pg.Client;
  /** the superuser, whom row-level security does not concern */
  bare: pg.Client;
  url: string;
}

/**
 * What the snapshot page of a session costs when the log is large: `--small` and `--large` events (0.2 and 10 million unless
 * told), each in a database of its own on one temporary server, so that both are measured in turn, run by run. The log is
 * written in SQL; the read models of the first `--projected` sessions (100 unless told) are made by the real projector,
 * those of the others are copies of them. Then the page's statements as the app role and without row-level security, and,
 * with a production build, the page itself over HTTP.
 */
export async function benchSnapshot(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      small: { type: "string", default: "200000" },
      large: { type: "string", default: "10000000" },
      rounds: { type: "string", default: "15" },
      projected: { type: "string", default: "100" },
      home: { type: "string" },
    },
  });
  const home = mkdtempSync(join(values.home ?? tmpdir(), "attune-bench-"));
  ensureHome(home);
  const server = await ensureEmbedded({ home, settings: { shared_buffers: "1GB", max_wal_size: "8GB" } });
  const sides: Side[] = [];
  const remove = async () => {
    await server.stop();
    for (const folder of [server.dataDir, home]) rmSync(folder, { recursive: true, force: true });
  };
  // Gigabytes that nobody would look for must not stay when the measurement is broken off.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void remove().then(() => process.exit(1)));
  try {
    for (const [name, events] of Object.entries({ small: values.small, large: values.large })) {
      sides.push(await fillSide(server, name, Number(events), Number(values.projected)));
    }
    const [small, large] = sides as [Side, Side];
    const { rows } = await large.bare.query<{ version: string }>("select current_setting('server_version') as version");
    print(conditions(rows[0]?.version));
    await measureStatements(small, large, Number(values.rounds));
    await measureSecurity(large, Number(values.rounds));
    await measurePages(small, large, home, Number(values.rounds));
  } finally {
    for (const side of sides) await Promise.all([side.app.end(), side.bare.end()]);
    await remove();
  }
}

async function fillSide(server: EmbeddedServer, name: string, events: number, projected: number): Promise<Side> {
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(server.adminUrl);
  url.pathname = `/${name}`;
  const sessions = Math.max(20, Math.round(events / eventsPerSession));
  const filled = JSON.parse(
    await output(
      start(
        ["scripts/bench/snapshot-database.ts", String(sessions), String(Math.min(projected, sessions))],
        environment(url.href),
      ),
    ),
  ) as FilledDatabase;
  print(
    `${name}: ${count(filled.events)} events in ${sessions} sessions, ${(filled.bytes / 2 ** 20).toFixed(0)} MiB ` +
      `(${(filled.bytes / filled.events).toFixed(0)} bytes an event, indexes and read models included); ` +
      `written in ${filled.writeSeconds.toFixed(0)} s, projected in ${filled.projectSeconds.toFixed(0)} s ` +
      `(${filled.projected} sessions, ${count((filled.projected * eventsPerSession) / filled.projectSeconds)} events/s)`,
  );
  const app = new pg.Client({ connectionString: deriveUrls(url.href).appUrl });
  const bare = new pg.Client({ connectionString: url.href });
  await Promise.all([app.connect(), bare.connect()]);
  return { ...filled, app, bare, url: url.href };
}

/** Everything that the page asks the database, in one transaction of the tenant. */
async function askPage(side: Side, client: pg.Client, sessionId: string, asked?: Statement[]): Promise<void> {
  await client.query(`begin; set local app.tenant_id = '${side.tenantId}'`);
  const db = {
    tenantId: side.tenantId,
    execute: async (text: string, values: unknown[], name?: string) => {
      asked?.push({ name, text, values });
      return (await client.query({ name, text, values })).rows;
    },
  } as unknown as TenantSql;
  await getSnapshot(db, sessionId);
  await dataAsOf.first(db, {});
  await listLinks.all(db, { sessionId, limit: 50 });
  await listQuoteCandidates.all(db, { sessionId });
  await client.query("commit");
}

async function measureStatements(small: Side, large: Side, rounds: number): Promise<void> {
  const times = await inTurn(rounds, small.sessionIds.length, [
    (n) => askPage(small, small.app, small.sessionIds[n] as string),
    (n) => askPage(large, large.app, large.sessionIds[n] as string),
  ]);
  compare("statements of the snapshot page", ["small log", "large log"], times, bars.growth);
}

interface Statement {
  name: string | undefined;
  text: string;
  values: unknown[];
}

/** The same statements, prepared where the page prepares them, as the app role, whom row-level security binds, and as one whom it does not. */
async function measureSecurity(side: Side, rounds: number): Promise<void> {
  const asked: Statement[][] = [];
  for (const sessionId of side.sessionIds) {
    const statements: Statement[] = [];
    await askPage(side, side.app, sessionId, statements);
    asked.push(statements);
  }
  const run = (client: pg.Client) => async (n: number) => {
    await client.query(`begin; set local app.tenant_id = '${side.tenantId}'`);
    for (const statement of asked[n] as Statement[]) await client.query({ ...statement });
    await client.query("commit");
  };
  const times = await inTurn(rounds, asked.length, [run(side.bare), run(side.app)]);
  compare("the same with row-level security", ["without", "with"], times, bars.rls);
}

async function measurePages(small: Side, large: Side, home: string, rounds: number): Promise<void> {
  if (!existsSync(".next/BUILD_ID")) {
    print("the page over HTTP: left out, there is no production build (npm run build)");
    return;
  }
  const servers: ChildProcess[] = [];
  try {
    const bases: string[] = [];
    for (const side of [small, large]) {
      const port = await freePort();
      const env: NodeJS.ProcessEnv = {
        ...environment(side.url),
        PORT: String(port),
        ATTUNE_HOME: home,
        NODE_ENV: "production",
      };
      servers.push(spawn(process.execPath, ["scripts/start-web.mjs"], { env, stdio: ["ignore", "ignore", "inherit"] }));
      bases.push(`http://localhost:${port}/en/${side.slug}/masters/sessions/`);
    }
    const get = (side: Side, base: string) => async (n: number) => {
      const response = await fetch(`${base}${side.sessionIds[n]}`, {
        headers: { cookie: side.cookie },
        redirect: "manual",
      });
      const page = await response.text();
      if (response.status !== 200 || !page.includes("Circle")) throw new Error(`The page answered ${response.status}.`);
    };
    const pages = [get(small, bases[0] as string), get(large, bases[1] as string)];
    for (const page of pages) await untilReady(() => page(0));
    compare(
      "snapshot page over HTTP",
      ["small log", "large log"],
      await inTurn(rounds, small.sessionIds.length, pages),
      bars.growth,
    );
  } finally {
    for (const server of servers) server.kill();
  }
}

/** Runs the sides alternately, changing who begins, so that whatever else the machine does hits both; the first round warms up. */
async function inTurn(rounds: number, runs: number, sides: ((n: number) => Promise<void>)[]): Promise<number[][]> {
  const times: number[][] = sides.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (let n = 0; n < runs; n++) {
      for (const turn of sides.keys()) {
        const index = (turn + n + round) % sides.length;
        const began = performance.now();
        await sides[index]?.(n);
        if (round > 0) times[index]?.push(performance.now() - began);
      }
    }
  }
  return times;
}

function compare(what: string, names: readonly string[], times: readonly number[][], bar: number): void {
  const [before, after] = times.map(median) as [number, number];
  const ratio = after / before;
  const medians = `${names[0]} ${before.toFixed(2)} ms, ${names[1]} ${after.toFixed(2)} ms (medians of ${times[0]?.length})`;
  print(verdict(what, `${medians}, ratio ${ratio.toFixed(2)}`, `at most ${bar}`, ratio <= bar));
}

function environment(databaseUrl: string): NodeJS.ProcessEnv {
  const { DATABASE_APP_URL: _app, DATABASE_PLATFORM_URL: _platform, ...rest } = process.env;
  return { ...rest, DATABASE_URL: databaseUrl, ATTUNE_SECRET: "bench".repeat(8), LOG_LEVEL: "error" };
}

function start(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const node = ["--conditions=react-server", "--import", "tsx", ...args];
  return spawn(process.execPath, node, { env, stdio: ["ignore", "pipe", "inherit"] });
}

async function output(child: ChildProcess): Promise<string> {
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error("The database could not be filled.");
  return text;
}

async function untilReady(probe: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await probe();
    } catch (error) {
      if (attempt === 60) throw error;
      await delay(500);
    }
  }
}
