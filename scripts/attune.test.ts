import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findPostmaster } from "@/lib/db/postmaster";
import { authenticateKey } from "@/lib/identity/keys";
import { createTestDatabase } from "@/lib/testing/db";
import { startProcess, until } from "@/lib/testing/processes";

const database = await createTestDatabase();
const home = mkdtempSync(join(tmpdir(), "attune-cli-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Options {
  env?: Record<string, string | undefined>;
  input?: string;
}

const start = (args: readonly string[], { env = {}, input }: Options = {}) =>
  startProcess(
    ["scripts/attune.ts", ...args],
    { DATABASE_URL: database.adminUrl, ATTUNE_HOME: home, ...env },
    { input },
  );

async function attune(args: readonly string[], options?: Options) {
  const process = start(args, options);
  return { code: await process.ended, ...process.output };
}

const count = async (text: string, values: unknown[] = []) =>
  Number((await database.admin<{ n: string }>(`select count(*) as n from ${text}`, values))[0]?.n);

const file = (name: string, lines: readonly (string | object)[]) => {
  const path = join(home, name);
  writeFileSync(path, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  return path;
};
const event = (n: number, more: object = {}) => ({
  id: `event-${n}`,
  name: "lesson.opened",
  userId: `user-${n % 7}`,
  ...more,
});

describe("the command line", () => {
  it("explains itself", async () => {
    const all = await attune(["--help"]);
    expect(all).toMatchObject({ code: 0, stderr: "" });
    const names = [...all.stdout.matchAll(/^ {2}(\w+(?: \w+)?) {2,}/gm)].map((match) => match[1] as string);
    expect(names).toContain("keys create");
    for (const name of ["keys create", "import events"]) {
      const one = await attune([...name.split(" "), "--help"]);
      expect(one.stdout).toContain(`attune -- ${name}`);
    }
    const wrong = await attune(["keys", "shred"]);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain('There is no command "keys shred"');
  }, 240_000);

  it("makes tenants, users and keys, each with its audit entry", async () => {
    const made = await attune([
      "tenants",
      "create",
      "--slug",
      "lumen",
      "--name",
      "Lumen",
      "--time-zone",
      "Europe/Berlin",
      "--json",
    ]);
    expect(JSON.parse(made.stdout)).toMatchObject({ slug: "lumen", timeZone: "Europe/Berlin", currency: "EUR" });
    const again = await attune(["tenants", "create", "--slug", "lumen", "--name", "Lumen"]);
    expect(again).toMatchObject({ code: 1, stdout: "" });
    expect(again.stderr).not.toContain("    at ");
    expect((await attune(["tenants", "list"])).stdout).toMatch(/^lumen {2}Lumen \(en, Europe\/Berlin, EUR\)\n$/);

    const user = ["users", "create", "--email", "Ada@Example.org", "--name", "Ada", "--tenant", "lumen"];
    const ada = JSON.parse((await attune([...user, "--role", "admin", "--json"])).stdout);
    expect(ada).toMatchObject({ email: "ada@example.org", tenant: "lumen", role: "admin", platformAdmin: false });
    expect(ada.password).toMatch(/^[\w-]{24}$/);
    const bob = [
      "users",
      "create",
      "--email",
      "bob@example.org",
      "--name",
      "Bob",
      "--platform-admin",
      "--password-stdin",
    ];
    const silent = await attune(bob, { input: "walnut-harbour-sextant-9\n" });
    expect(silent).toMatchObject({ code: 0, stdout: "The account bob@example.org is there.\n" });
    expect(await count("users where platform_admin and password_hash like '$argon2id$%'")).toBe(1);
    const [short, captain, limen, admin] = await Promise.all([
      attune(bob, { input: "short\n" }),
      attune([...user, "--role", "captain"]),
      attune(["keys", "create", "--tenant", "limen", "--scope", "ingest"]),
      attune(["keys", "create", "--tenant", "lumen", "--scope", "admin"]),
    ]);
    expect(short.code).toBe(1);
    expect(captain.stderr).toContain("--role is admin, coach, operations, finance");
    expect(limen.stderr).toContain("there are lumen");
    expect(admin.code).toBe(2);

    const key = await attune(["keys", "create", "--tenant", "lumen", "--scope", "ingest", "--scope", "read"]);
    expect(key).toMatchObject({ code: 0, stderr: "" });
    expect(key.stdout).toMatch(/^atn_[\w-]+\n$/);
    expect(await authenticateKey(key.stdout.trim())).toMatchObject({
      scopes: ["ingest", "read"],
      tenant: { slug: "lumen" },
    });
    const audit = await database.admin("select distinct action from audit_log where actor_kind = 'system' order by 1");
    expect(audit.map((row) => row.action)).toEqual(["key.created", "member.added", "tenant.created"]);
  }, 240_000);

  it("imports events, names the lines with mistakes, and adds nothing the second time", async () => {
    const lines = [
      event(1),
      "",
      event(2),
      "{not json",
      event(3, { name: "practice.ready", properties: {} }),
      { name: "bare" },
      "[1]",
      event(1),
    ];
    const path = file("small.ndjson", lines);
    const first = await attune(["import", "events", path, "--tenant", "lumen"]);
    expect(first.code).toBe(1);
    expect(first.stdout).toBe("3 events accepted, 1 were there already, 3 rejected.\n");
    expect(first.stderr).toMatch(/line 4: is not valid JSON/);
    expect(first.stderr).toMatch(/line 5: properties\.sessionId is missing/);
    expect(first.stderr).toMatch(/line 7: must be an object/);
    const second = await attune(["import", "events", path, "--tenant", "lumen", "--json"]);
    expect(JSON.parse(second.stdout)).toMatchObject({ accepted: 0, duplicates: 4, rejected: 3 });
    expect(await count("analytics.events")).toBe(3);
    expect((await attune(["import", "events", join(home, "none"), "--tenant", "lumen"])).code).toBe(2);
  }, 240_000);

  it("goes on where a killed import stopped, and loses and doubles nothing", async () => {
    const before = await count("analytics.events");
    const path = file(
      "large.ndjson",
      Array.from({ length: 30_000 }, (_, n) => event(n + 1000, n % 2 ? {} : { id: undefined })),
    );
    const killed = start(["import", "events", path, "--tenant", "lumen"]);
    await until("some of it is in", async () => (await count("analytics.events")) > before + 6000);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const got = (await count("analytics.events")) - before;
    expect(got).toBeLessThan(30_000);
    const rest = await attune(["import", "events", path, "--tenant", "lumen", "--json"]);
    const { accepted, duplicates } = JSON.parse(rest.stdout);
    expect(accepted + duplicates).toBe(30_000);
    expect(await count("analytics.events")).toBe(before + 30_000);
  }, 240_000);

  it("rebuilds the read models", async () => {
    expect(await count("event_days")).toBe(0);
    const { code, stdout } = await attune(["rebuild", "--tenant", "lumen", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ tenant: "lumen", events: 30_003 }]);
    expect(await count("person_days")).toBe(7);
    const [row] = await database.admin("select sum(events)::int as events from event_days");
    expect(row).toEqual({ events: 30_003 });
  }, 240_000);

  it("says what is wrong, and what to do", async () => {
    const ill = await attune(["doctor", "--json"]);
    expect(ill.code).toBe(1);
    const { checks } = JSON.parse(ill.stdout) as { checks: { name: string; ok: boolean }[] };
    expect(checks.filter((check) => !check.ok).map((check) => check.name)).toEqual(["worker"]);
    expect(checks.map((check) => check.name)).toEqual([
      "database",
      "roles",
      "walls",
      "migrations",
      "worker",
      "queue",
      "freshness",
      "partitions",
      "disk",
    ]);

    await database.admin("insert into worker_heartbeats values ('test', now(), now() + interval '1 hour')");
    expect(await attune(["doctor"])).toMatchObject({ code: 0, stdout: "All is well.\n" });
    await database.admin("alter table people disable row level security");
    const open = await attune(["doctor"]);
    expect(open).toMatchObject({ code: 1, stdout: "Something is wrong: roles, walls.\n" });
    expect(open.stderr).toContain("public.people has row-level security off");
    await database.admin("alter table people enable row level security");
    const gone = await attune(["doctor"], {
      env: { DATABASE_URL: "postgres://nobody:x@127.0.0.1:1/none", DATABASE_APP_URL: "", DATABASE_PLATFORM_URL: "" },
    });
    expect(gone).toMatchObject({ code: 1, stdout: "Something is wrong: database.\n" });
  }, 240_000);
});

describe("without DATABASE_URL", () => {
  const own = join(home, "own home");
  const env = {
    DATABASE_URL: undefined,
    DATABASE_APP_URL: undefined,
    DATABASE_PLATFORM_URL: undefined,
    ATTUNE_HOME: own,
  };

  it("the embedded database is started for the command, and stopped after it", async () => {
    expect(await attune(["doctor"], { env })).toMatchObject({ code: 1, stdout: "Something is wrong: database.\n" });
    const made = await attune(["tenants", "create", "--slug", "harbor", "--name", "Harbor", "--json"], { env });
    expect(JSON.parse(made.stdout)).toMatchObject({ slug: "harbor" });
    const { dataDir } = JSON.parse(readFileSync(join(own, "postgres.json"), "utf8"));
    expect(findPostmaster(dataDir)).toBeNull();
    expect((await attune(["tenants", "list"], { env })).stdout).toContain("harbor");
    rmSync(dataDir, { recursive: true, force: true });
  }, 240_000);
});
