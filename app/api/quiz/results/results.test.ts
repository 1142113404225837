import { describe, expect, it } from "vitest";
import { POST } from "@/app/api/quiz/results/route";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { projectNext } from "@/lib/events/projector";
import { projections } from "@/lib/projections";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { createTestKey, rowsOf } from "@/lib/testing/ingest";

await createTestDatabase();

const row = {
  session_id: "gw-1",
  framework_id: "archetypes",
  format: "game",
  user_email: "jane@example.org",
  user_name: "Jane 𝒟oe 🦋",
  scores: { hero: 71.5, magician: 64 },
  primary_id: "hero",
  secondary_id: "magician",
  completed_at: new Date(Date.now() - 3_600_000).toISOString(),
  metadata: { campaign: "spring", note: { deep: 1, phone: "+41 79 555 55 55" }, email: "jane@example.org" },
};

async function post(key: string, body: unknown) {
  const request = new Request("http://localhost/api/quiz/results", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const response = await POST(request, { params: Promise.resolve({}) });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  return { status: response.status, body: (await response.json()) as any };
}

async function project(tenant: Tenant) {
  while ((await projectNext(tenant, projections)).kind === "projected");
  return rowsOf<Record<string, unknown>>(tenant.id, "assess_sessions", "session_id");
}

async function tenantWithKey() {
  const tenant = await createTenant();
  return { tenant, key: (await createTestKey(tenant)).value };
}

describe("POST /api/quiz/results", () => {
  it("takes the old columns, once per session id, and keeps who it was out of the log", async () => {
    const { tenant, key } = await tenantWithKey();
    expect(await post(key, { ...row, tenant_id: tenant.slug })).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect((await post(key, row)).body.verdicts).toEqual([{ index: 0, session_id: "gw-1", verdict: "duplicate" }]);
    const [session, ...others] = await project(tenant);
    expect(others).toEqual([]);
    expect(session).toMatchObject({
      session_id: "gw-1",
      framework_id: "archetypes",
      format: "game",
      user_email: "jane@example.org",
      user_name: "Jane 𝒟oe 🦋",
      scores: row.scores,
      primary_id: "hero",
      secondary_id: "magician",
      completed_at: new Date(row.completed_at),
      metadata: { campaign: "spring", "note.deep": 1 },
      source: "gateway",
      journey: false,
    });
    const log = JSON.stringify(await rowsOf(tenant.id, "analytics.events"));
    expect(log).not.toContain("jane@");
    expect(log).not.toContain("𝒟oe");
  });

  it("keeps another result under the same id apart and flags both", async () => {
    const { tenant, key } = await tenantWithKey();
    // Of results that contradict each other the earliest is the session's.
    const later = new Date(Date.parse(row.completed_at) + 60_000).toISOString();
    const other = { ...row, user_email: "ann@example.org", user_name: "Ann", completed_at: later };
    const { status, body } = await post(key, [row, other, row]);
    expect(status).toBe(200);
    expect(body.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      "accepted",
      "conflict",
      "duplicate",
    ]);
    expect(await post(key, other)).toMatchObject({ status: 200, body: { duplicates: 1 } });
    expect(await post(key, { ...row, scores: { hero: 1 }, completed_at: later })).toMatchObject({
      status: 409,
      body: { conflicts: 1 },
    });
    const sessions = await project(tenant);
    expect(sessions.map((one) => [one.user_email, one.conflict_of, one.conflicts])).toEqual([
      ["jane@example.org", null, 2],
      ...sessions.slice(1).map((one) => [one.user_email, "gw-1", 0]),
    ]);
    expect(sessions).toHaveLength(3);
  });

  it.each([
    ["framework_id", { framework_id: "horoscope" }],
    ["framework_id", { framework_id: undefined }],
    ["format", { format: "quiz" }],
    ["scores.hero", { scores: { hero: "71" } }],
    ["scores", { scores: [1] }],
    ["user_email", { user_email: "Jane Doe <jane@example.org>" }],
    ["user_email", { user_email: "ja🦋ne@example.org" }],
    ["user_name", { user_name: "Jane\ud83e" }],
    ["session_id", { session_id: "s🦋1" }],
    ["session_id", { session_id: "x".repeat(65) }],
    ["completed_at", { completed_at: "yesterday" }],
    ["completed_at", { completed_at: "2001-01-01T00:00:00Z" }],
    ["tenant_id", { tenant_id: "somebody-else" }],
    ["e_mail", { e_mail: "jane@example.org" }],
  ])("names %s when it is wrong, and writes nothing of the record", async (field, wrong) => {
    const { tenant, key } = await tenantWithKey();
    const { status, body } = await post(key, { ...row, ...wrong });
    expect(status).toBe(422);
    expect(body.verdicts[0]).toMatchObject({ verdict: "rejected", field, reason: expect.any(String) });
    expect(JSON.stringify(body)).not.toContain("example.org>");
    expect(await rowsOf(tenant.id, "analytics.events")).toEqual([]);
    expect(await rowsOf(tenant.id, "people")).toEqual([]);
  });

  it("takes the good ones of a batch, and nothing from a revoked key", async () => {
    const { tenant, key } = await tenantWithKey();
    const { body } = await post(key, [
      row,
      { ...row, session_id: "gw-2", format: "?" },
      { ...row, session_id: "gw-3" },
    ]);
    expect(body).toMatchObject({ accepted: 2, rejected: 1 });
    await withTenantSql(tenant.id, (db) => db.execute("update api_keys set revoked_at = now()", []));
    expect((await post(key, { ...row, session_id: "gw-4" })).status).toBe(401);
    expect(await project(tenant)).toHaveLength(2);
  });
});
