import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as download } from "@/app/api/exports/[exportId]/file/route";
import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { deleteChunks, expireExports, listExports } from "@/lib/exports/queries/export-jobs";
import { runExport } from "@/lib/exports/run-export";
import { type ExportFormat, makeExportInput } from "@/lib/exports/schema";
import { cancelExport, linkToFile, queueExport, retryExport } from "@/lib/exports/service";
import type { Role } from "@/lib/identity/permissions";
import { figureRows } from "@/lib/master-sessions/export";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { readInbox } from "@/lib/notifications/inbox";
import { type Actor, asRole, joinAs, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { plantEndedSession } from "@/lib/testing/ended-session";
import { startProcess, until } from "@/lib/testing/processes";

const database = await createTestDatabase();
const minute = 60_000;
const now = new Date();
const sessions = 700;
let tenant: Tenant;
let neighbour: Tenant;
let coach: Actor;
let colleague: Actor;

beforeAll(async () => {
  tenant = await makeTenant({ timeZone: "Asia/Kathmandu" });
  neighbour = await makeTenant();
  coach = await asRole(tenant, "coach");
  colleague = await asRole(tenant, "admin");
  for (const of of [tenant, neighbour]) {
    // Held one an hour from 1 January 2026, 00:00 UTC: 05:45 in Kathmandu.
    await database.admin(
      `insert into master_sessions (tenant_id, session_id, master_id, title, language, started_at, ended_at, held_at, total, last_event_at)
       select $1, 's' || lpad(n::text, 4, '0'), 'anna', '=SUM(' || n || ')', case when n % 2 = 0 then 'de' else 'en' end, at, at + interval '45 minutes', at, n, at
       from generate_series(1, $2::int) n, lateral (select timestamptz '2026-01-01 00:00Z' + (n - 1) * interval '1 hour' as at) t`,
      [of.id, sessions],
    );
    await database.admin(
      `insert into session_totals select tenant_id, session_id, ended_at, started_at, ended_at, total, total, total, started_at, total, ended_at,
         total * 60000, 0, 0, total, 0, 3, 2, 0, 0, null, 0, 0, 0.5, array[1, 2, 3] from master_sessions where tenant_id = $1`,
      [of.id],
    );
  }
  await plantEndedSession(database, tenant, {
    sessionId: "circle",
    total: 40,
    startedAt: new Date("2026-03-01T18:00:00Z"),
    groups: [
      ["country", "DE", 30],
      ["country", "NP", 10],
    ],
  });
});

const inTenant = <T>(fn: Parameters<typeof withTenant<T>>[1]) => withTenant(tenant.id, fn);
const ask = async (given: object, actor = coach) => {
  const input = makeExportInput.parse({
    content: "sessions",
    format: "csv",
    ...given,
    query: { from: "2026-01-01", to: "2026-03-01", ...(given as { query?: object }).query },
  });
  return (await inTenant((db) => queueExport(db, input, actor.user.id, now))).exportId;
};
const run = (exportId: string, options = {}) => runExport(inTenant, tenant, exportId, options);
const jobOf = async (exportId: string, actor = coach) => {
  const [job] = await inTenant((db) => listExports.all(db, { userId: actor.user.id, id: exportId }));
  if (!job) throw new Error("no such export");
  return job;
};
const piecesOf = (exportId: string) =>
  database.admin<{ attempt: number; position: number; bytes: number }>(
    `select attempt, position, octet_length(content) as bytes from export_chunks where export_id = $1 order by attempt, position`,
    [exportId],
  );
const linkOf = (exportId: string, actor = coach, role: Role = "coach", at = now) =>
  inTenant((db) => linkToFile(db, tenant, exportId, { id: actor.user.id, role }, at));
const fetchAs = (actor: Actor, url: string) => {
  const exportId = /exports\/([^/]+)\/file/.exec(url)?.[1] ?? "";
  const request = new Request(`http://localhost:3000${url}`, {
    headers: { cookie: actor.cookie, host: "localhost:3000" },
  });
  return download(request, { params: Promise.resolve({ exportId }) });
};
const fileOf = async (exportId: string) => {
  const response = await fetchAs(coach, (await linkOf(exportId)).url);
  expect(response.status).toBe(200);
  const bytes = await response.arrayBuffer();
  expect(Number(response.headers.get("content-length"))).toBe(bytes.byteLength);
  return { bytes, text: new TextDecoder().decode(bytes), headers: response.headers };
};

type Rows = Record<string, unknown>[];
const csvRows = (text: string): Rows => {
  const [head = "", ...lines] = text.trimEnd().split("\r\n");
  return lines.map((line) => Object.fromEntries(head.split(",").map((name, index) => [name, line.split(",")[index]])));
};
const read: Record<ExportFormat, (file: { bytes: ArrayBuffer; text: string }) => Promise<Rows> | Rows> = {
  csv: ({ text }) => csvRows(text),
  json: ({ text }) => JSON.parse(text).rows,
  ndjson: ({ text }) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  parquet: ({ bytes }) => parquetReadObjects({ file: bytes }) as Promise<Rows>,
};

describe("an export", () => {
  it.each(["csv", "json", "ndjson", "parquet"] as const)(
    "as %s holds every session of the range once, and sums to their totals",
    async (format) => {
      const exportId = await ask({ format, query: { to: "2026-02-28" } });
      expect(await run(exportId)).toBe("done");
      const rows = await read[format](await fileOf(exportId));
      expect(rows.map((row) => row.session_id)).toEqual(
        Array.from({ length: sessions }, (_, n) => `s${String(n + 1).padStart(4, "0")}`),
      );
      const sum = (sessions * (sessions + 1)) / 2;
      expect(rows.reduce((total, row) => total + Number(row.total), 0)).toBe(sum);
      expect(rows[0]).toMatchObject({ title: format === "csv" ? "'=SUM(1)" : "=SUM(1)" });
      expect(await jobOf(exportId)).toMatchObject({ state: "done", rowsDone: sessions, rowsTotal: sessions });
      const people = await database.admin(`select people_total::int as people from export_jobs where id = $1`, [
        exportId,
      ]);
      expect(people).toEqual([{ people: sum }]);
    },
  );

  it("takes the tenant's days, filters, and one session alone", async () => {
    const idsOf = async (query: object) => {
      const exportId = await ask({ format: "ndjson", query });
      await run(exportId);
      const { text } = await fileOf(exportId);
      return text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).session_id);
    };
    // 1 January in Kathmandu ends at 18:15 UTC.
    expect(await idsOf({ to: "2026-01-01" })).toHaveLength(19);
    expect(await idsOf({ to: "2026-01-01", filters: { language: "de" } })).toHaveLength(9);
    expect(await idsOf({ sessionId: "circle" })).toEqual(["circle"]);
    await expect(ask({ query: { sessionId: "nobody-knows" } })).rejects.toThrow(/no such session/);
    expect(
      makeExportInput.safeParse({ content: "sessions", format: "csv", query: { from: "2026-02-01", to: "2026-01-01" } })
        .success,
    ).toBe(false);
  });

  it("says of a session what its page says, figure by figure and group by group", async () => {
    const snapshot = await withTenantSql(tenant.id, (db) => getSnapshot(db, "circle", now));
    for (const [content, panels] of [
      ["figures", ["figures"]],
      ["groups", ["countries", "languages", "devices", "reactions", "themes"]],
    ] as const) {
      const exportId = await ask({ content, format: "parquet", query: { sessionId: "circle" } });
      await run(exportId);
      const rows = await read.parquet(await fileOf(exportId));
      const expected = panels.flatMap((panel) => figureRows(snapshot, panel));
      expect(rows.map((row) => [row.panel, row.key, row.value ?? row.value_text ?? null])).toEqual(
        expected.map(({ panel, key, value }) => [panel, key, value]),
      );
    }
  });

  it("is written in pieces of bounded size, and as typed columns with row groups in Parquet", async () => {
    const exportId = await ask({ content: "figures", format: "parquet" });
    await run(exportId);
    const pieces = await piecesOf(exportId);
    expect(pieces.length).toBeGreaterThan(1);
    expect(Math.max(...pieces.map((piece) => piece.bytes))).toBeLessThan(2 * 1024 * 1024);
    const { row_groups: groups, schema } = parquetMetadata((await fileOf(exportId)).bytes);
    expect(groups.length).toBeGreaterThan(1);
    expect(schema.find((one) => one.name === "value")).toMatchObject({ type: "DOUBLE" });
    expect(schema.find((one) => one.name === "held_at")).toMatchObject({ converted_type: "TIMESTAMP_MILLIS" });
  });
});

describe("an export whose worker is killed", () => {
  it("is begun anew by the next one, and is one whole file in the end", async () => {
    const exportId = await ask({ content: "figures", format: "ndjson" });
    const { child, output, ended } = startProcess(["lib/testing/export-process.ts", tenant.slug, exportId]);
    await until("the worker is in the middle", () => {
      if (output.stderr.includes("Error")) throw new Error(output.stderr);
      return output.stdout.includes("in the middle");
    });
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    expect((await piecesOf(exportId)).length).toBeGreaterThan(0);
    const cutOff = await jobOf(exportId);
    expect(cutOff).toMatchObject({ state: "running", attempt: 1 });
    expect(cutOff.rowsDone).toBeGreaterThan(0);
    // Its lease still runs: nobody else may touch it yet.
    expect(await run(exportId)).toBeNull();
    expect(await run(exportId, { now: () => new Date(Date.now() + 2 * minute) })).toBe("done");
    const pieces = await piecesOf(exportId);
    expect(new Set(pieces.map((piece) => piece.attempt))).toEqual(new Set([2]));
    const { text } = await fileOf(exportId);
    const rows = text.trimEnd().split("\n");
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows).toHaveLength((await jobOf(exportId)).rowsDone);
  });

  it("and comes back to life finds that it has lost the file", async () => {
    const exportId = await ask({ content: "figures" });
    let takenOver = false;
    const first = await run(exportId, {
      beforePiece: async (position: number) => {
        if (position !== 3 || takenOver) return;
        takenOver = true;
        expect(await run(exportId, { now: () => new Date(Date.now() + 2 * minute) })).toBe("done");
      },
    });
    expect(first).toBe("lost");
    expect(new Set((await piecesOf(exportId)).map((piece) => piece.attempt))).toEqual(new Set([2]));
    expect((await jobOf(exportId)).state).toBe("done");
  });
});

describe("a person", () => {
  it("cancels an export while it runs, and has it made again", async () => {
    const exportId = await ask({ content: "figures" });
    const outcome = await run(exportId, {
      beforePiece: (position: number) =>
        position === 2 ? inTenant((db) => cancelExport(db, exportId, coach.user.id, now)) : undefined,
    });
    expect(outcome).toBe("lost");
    expect(await piecesOf(exportId)).toEqual([]);
    expect(await jobOf(exportId)).toMatchObject({ state: "cancelled" });
    await expect(linkOf(exportId)).rejects.toThrow(/not ready/);
    await inTenant((db) => retryExport(db, exportId, coach.user.id, now));
    expect(await run(exportId)).toBe("done");
    const told = await withTenantSql(tenant.id, (db) => readInbox(db, coach.user.id, 100));
    expect(told.items[0]).toMatchObject({ kind: "export-ready", href: "reports/exports" });
    expect(told.items.filter((one) => one.kind === "export-failed")).toEqual([]);
  });

  it("fetches a file by a link of five minutes that works for nobody else", async () => {
    const exportId = await ask({ query: { to: "2026-01-02" } });
    await run(exportId);
    const { url } = await linkOf(exportId);
    expect((await fetchAs(coach, url)).status).toBe(200);
    expect((await fetchAs(colleague, url)).status).toBe(403);
    expect((await fetchAs(await asRole(neighbour, "admin"), url)).status).toBe(404);
    expect((await fetchAs({ ...coach, cookie: "" }, url)).status).toBe(401);
    expect((await fetchAs(coach, url.replace(/signature=./, "signature=_"))).status).toBe(403);
    const old = await linkOf(exportId, coach, "coach", new Date(Date.now() - 5 * minute));
    expect((await fetchAs(coach, old.url)).status).toBe(403);
    // Another one's export does not exist for a colleague, and so cannot be linked, cancelled or repeated.
    await expect(linkOf(exportId, colleague, "admin")).rejects.toThrow(/no such export/);
    await expect(inTenant((db) => cancelExport(db, exportId, colleague.user.id, now))).rejects.toThrow(
      /no such export/,
    );
  });

  it("may not take out what her role may not read, from the moment the role changes", async () => {
    const leaving = await asRole(tenant, "coach");
    const exportId = await ask({ query: { to: "2026-01-02" } }, leaving);
    await run(exportId);
    const { url } = await linkOf(exportId, leaving);
    expect((await fetchAs(leaving, url)).status).toBe(200);
    await database.admin(`update memberships set role = 'finance' where user_id = $1`, [leaving.user.id]);
    expect((await fetchAs(leaving, url)).status).toBe(403);
    await expect(linkOf(exportId, leaving, "finance")).rejects.toThrow(/may not read/);
  });

  it("of another tenant with the same account sees nothing of it", async () => {
    await joinAs(neighbour, coach.user, "admin");
    const exportId = await ask({ query: { to: "2026-01-02" } });
    await run(exportId);
    const { url } = await linkOf(exportId);
    expect((await fetchAs(coach, url.replace(tenant.slug, neighbour.slug))).status).toBe(403);
    const seen = await withTenantSql(neighbour.id, (db) => listExports.all(db, { userId: coach.user.id }));
    expect(seen).toEqual([]);
  });
});

describe("a file", () => {
  it("is gone after two weeks", async () => {
    const exportId = await ask({ query: { to: "2026-01-02" } });
    await run(exportId);
    const day = 86_400_000;
    const expire = (at: number) =>
      inTenant(async (db) => {
        for (const { id } of await expireExports.all(db, { now: new Date(at) })) await deleteChunks.all(db, { id });
      });
    await expire(Date.now() + 13 * day);
    expect((await jobOf(exportId)).state).toBe("done");
    await expire(Date.now() + 14 * day + minute);
    expect((await jobOf(exportId)).state).toBe("expired");
    expect(await piecesOf(exportId)).toEqual([]);
  });
});
