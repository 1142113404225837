// node scripts/check-start.mjs [scenario …]
// Tries `npm start` as its users will: a bare clone in a folder with a space, kill -9, a taken port, two homes, an
// ordinary user, a database of one's own. Takes some minutes and is not part of `npm test`. Linux only; root for the
// scenarios that need another user. Clones the committed state of this checkout.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { descendants, freePort, isFree, memoryOf, Start, until } from "./testing/start-process.mjs";

const source = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "attune check "));
// Anybody may enter it, as a usual project folder; there is a scenario for the other kind.
chmodSync(folder, 0o755);
const checkout = join(folder, "a clone");
const port = await freePort();
const chosen = process.argv.slice(2);
let failures = 0;

/** @type {Record<string, () => Promise<void>>} */
const scenarios = {
  /** Everything from nothing. */
  async clone() {
    clone(checkout);
    const start = new Start(checkout, { PORT: port });
    await start.ready(600);
    await expectHealthy(port);
    note(`first start ${start.seconds} s`);
    await stopWell(start);
  },

  async again() {
    const start = new Start(checkout, { PORT: port });
    const first = await start.firstPage(port, 60);
    await start.ready(30);
    note(`first page after ${first} s, ready after ${start.seconds} s`);
    expect(Number(first) <= 5, "the first page of a second start comes within 5 s");
    await new Promise((done) => setTimeout(done, 15_000));
    const { rss, pss, lines } = memoryOf(start.pid);
    note(`idle memory ${pss} MB (resident ${rss} MB)`);
    for (const line of lines) note(`  ${line}`);
    expect(pss < 500, "all processes idle under 500 MB");
    await stopWell(start);
  },

  /** A supervisor knows npm's process alone. */
  async "SIGTERM to npm"() {
    const start = new Start(checkout, { PORT: port });
    await start.ready(60);
    const all = descendants(start.pid);
    process.kill(start.pid, "SIGTERM");
    const code = await start.end(30);
    expect(code === 0, `it ends with code 0, not ${code}`, start.output);
    await until(async () => all.every(({ pid }) => !existsSync(`/proc/${pid}`)), 5);
  },

  async "same home twice"() {
    const start = new Start(checkout, { PORT: port });
    await start.ready(60);
    const second = new Start(checkout, { PORT: await freePort() });
    expect((await second.end(20)) !== 0, "the second start of a home ends with a code");
    expect(second.output.includes(`http://localhost:${port}`), "and names the address of the first", second.output);
    await expectHealthy(port);
    await stopWell(start);
  },

  async "port taken"() {
    const server = createServer().listen(port);
    const start = new Start(checkout, { PORT: port });
    expect((await start.end(20)) !== 0, "a taken port ends the start");
    expect(
      start.output.includes(`Port ${port} is in use`) && start.output.includes("PORT="),
      "with a message",
      start.output,
    );
    await new Promise((done) => server.close(done));
  },

  async "two homes"() {
    const other = await freePort();
    const starts = [
      new Start(checkout, { PORT: port }),
      new Start(checkout, { PORT: other, ATTUNE_HOME: ".attune-two" }),
    ];
    await Promise.all(starts.map((start) => start.ready(180)));
    await Promise.all([expectHealthy(port), expectHealthy(other)]);
    for (const start of starts) await stopWell(start);
  },

  async "killed parts"() {
    const start = new Start(checkout, { PORT: port });
    await start.ready(60);
    for (const [name, pattern] of [
      ["web", /next-server/],
      ["worker", /worker\.ts/],
      ["database", /bin\/postgres -D/],
    ]) {
      const victim = descendants(start.pid).find(({ command }) => /** @type {RegExp} */ (pattern).test(command));
      expect(victim !== undefined, `${name} is found`);
      if (victim) process.kill(victim.pid, "SIGKILL");
      const begunAt = Date.now();
      await until(async () => (await health(port)) !== 200 || Date.now() - begunAt > 3000, 10);
      await until(async () => (await health(port)) === 200, 40);
      note(`${name} killed and healed in ${((Date.now() - begunAt) / 1000).toFixed(1)} s`);
    }
    await stopWell(start);
  },

  async "killed start"() {
    const start = new Start(checkout, { PORT: port });
    await start.ready(60);
    const left = descendants(start.pid);
    process.kill(start.pid, "SIGKILL");
    await until(async () => left.every(({ pid }) => !existsSync(`/proc/${pid}`)), 15);
    note("npm killed: everything ended by itself");

    const second = new Start(checkout, { PORT: port });
    await second.ready(60);
    const node = descendants(second.pid).find(
      ({ command }) => command.includes("scripts/start.mjs") && !command.startsWith("sh"),
    );
    const below = descendants(node?.pid ?? 0);
    process.kill(node?.pid ?? 0, "SIGKILL");
    await until(async () => below.every(({ pid }) => !existsSync(`/proc/${pid}`)), 15);
    note("start killed: everything ended by itself");

    const third = new Start(checkout, { PORT: port });
    await third.ready(60);
    third.killAll();
    const fourth = new Start(checkout, { PORT: port });
    await fourth.ready(60);
    await expectHealthy(port);
    await stopWell(fourth);
  },

  async "killed first start"() {
    for (const seconds of [1, 2, 4, 8, 14]) {
      const home = `.attune-killed-${seconds}`;
      rmSync(join(checkout, ".next"), { recursive: true, force: true });
      const start = new Start(checkout, { PORT: port, ATTUNE_HOME: home });
      await new Promise((done) => setTimeout(done, seconds * 1000));
      start.killAll();
      const second = new Start(checkout, { PORT: port, ATTUNE_HOME: home });
      await second.ready(300);
      await expectHealthy(port);
      note(`killed after ${seconds} s, started again in ${second.seconds} s`);
      await stopWell(second);
      rmSync(join(checkout, home), { recursive: true, force: true });
    }
  },

  async "bad environment"() {
    const start = new Start(checkout, { PORT: "many", LOG_LEVEL: "loud" });
    expect((await start.end(20)) !== 0, "a bad environment ends the start");
    expect(/PORT: .*\n.*LOG_LEVEL: /.test(start.output), "with a line for each bad variable", start.output);
  },

  /** A plain server, and one whose user is no superuser. */
  async "own database"() {
    for (const superuser of [true, false]) {
      const home = join(folder, `server ${superuser}`);
      const server = new Start(checkout, { ATTUNE_HOME: home, PORT: port }, [
        "scripts/testing/own-database.mjs",
        String(superuser),
      ]);
      await until(async () => server.output.includes("DATABASE_URL="), 60);
      const url = /DATABASE_URL=(\S+)/.exec(server.output)?.[1] ?? "";
      const start = new Start(checkout, {
        PORT: port,
        ATTUNE_HOME: join(folder, `home ${superuser}`),
        DATABASE_URL: url,
      });
      await start.ready(120);
      await expectHealthy(port);
      expect(!start.output.includes("attune.test"), "no demo in a database of one's own", start.output);
      expect(start.output.includes("tenants create"), "but how to begin", start.output);
      const users = descendants(start.pid).filter(({ command }) => command.includes("postgres -D"));
      expect(users.length === 0, "no embedded server");
      await stopWell(start);
      server.signal("SIGTERM");
      await server.end(20);
    }
  },

  /** Needs root: an account of its own, whose home has a space too. */
  async "ordinary user"() {
    if (process.getuid?.() !== 0) return note("skipped: needs root");
    const user = `attune-check-${process.pid}`;
    const home = `/home/${user}`;
    execFileSync("useradd", ["--create-home", "--home-dir", home, user]);
    try {
      const place = join(home, "my folder");
      mkdirSync(place);
      clone(join(place, "a clone"));
      execFileSync("cp", ["-r", join(checkout, "node_modules"), join(place, "a clone")]);
      execFileSync("chown", ["-R", user, place]);
      const start = new Start(join(place, "a clone"), { PORT: port }, ["npm", "start"], user);
      await start.ready(300);
      await expectHealthy(port);
      note(`ready in ${start.seconds} s`);
      const owners = new Set(descendants(start.pid).map(({ owner }) => owner));
      expect(owners.size === 1, "everything runs under that user");
      await stopWell(start);
    } finally {
      spawnSync("userdel", ["--remove", user], { stdio: "ignore" });
      rmSync(home, { recursive: true, force: true });
    }
  },

  /** Needs root: PostgreSQL's account may not enter the folder. */
  async "private folder"() {
    if (process.getuid?.() !== 0) return note("skipped: needs root");
    const place = mkdtempSync("/root/attune check ");
    try {
      clone(join(place, "clone"));
      execFileSync("cp", ["-r", join(checkout, "node_modules"), join(place, "clone")]);
      const start = new Start(join(place, "clone"), { PORT: port });
      await start.ready(300);
      expect(start.output.includes("/var/lib/attune/"), "it says where the database is", start.output);
      await expectHealthy(port);
      await stopWell(start);
      const { dataDir } = JSON.parse(readFileSync(join(place, "clone", ".attune", "postgres.json"), "utf8"));
      rmSync(dirname(dataDir), { recursive: true, force: true });
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
};

try {
  for (const [name, scenario] of Object.entries(scenarios)) {
    if (chosen.length > 0 && !chosen.includes(name) && !(name === "clone" && !existsSync(checkout))) continue;
    console.log(`\n${name}`);
    try {
      await scenario();
    } catch (error) {
      expect(false, error instanceof Error ? error.message : String(error));
      Start.killAll();
    }
  }
} finally {
  Start.killAll();
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? "\nEverything held." : `\n${failures} failures.`);
process.exit(failures === 0 ? 0 : 1);

function clone(/** @type {string} */ target) {
  execFileSync("git", ["clone", "--quiet", source, target]);
}

async function health(/** @type {number} */ at) {
  try {
    return (await fetch(`http://localhost:${at}/api/health`)).status;
  } catch {
    return 0;
  }
}

async function expectHealthy(/** @type {number} */ at) {
  expect((await health(at)) === 200, "GET /api/health answers 200");
}

/** Ctrl-C in the terminal: the whole foreground group gets it. */
async function stopWell(/** @type {Start} */ start) {
  const all = descendants(start.pid);
  const begunAt = Date.now();
  start.signal("SIGINT");
  const code = await start.end(30);
  expect(code === 0, `Ctrl-C ends it with code 0, not ${code}`, start.output);
  const left = () => all.filter(({ pid }) => existsSync(`/proc/${pid}`));
  await until(async () => left().length === 0, 5).catch(() => {});
  expect(
    left().length === 0,
    "nothing is left running",
    left()
      .map(({ command }) => command)
      .join("\n"),
  );
  expect(await isFree(port), "the port is free again");
  note(`stopped in ${((Date.now() - begunAt) / 1000).toFixed(1)} s`);
}

function note(/** @type {string} */ text) {
  console.log(`  ${text}`);
}

function expect(/** @type {boolean} */ holds, /** @type {string} */ what, detail = "") {
  if (holds) return;
  failures += 1;
  console.log(`  FAILED: ${what}${detail ? `\n${detail.replace(/^/gm, "    | ")}` : ""}`);
}
