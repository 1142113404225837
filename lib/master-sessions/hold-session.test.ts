import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { projectNext } from "@/lib/events/projector";
import { beginSession, endSession, scheduleSession } from "@/lib/master-sessions/calendar-actions";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { projections } from "@/lib/projections";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { requestAs } from "@/lib/testing/fake-next-headers";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
await createTestDatabase();
let tenant: Tenant;

beforeEach(async () => {
  tenant = await makeTenant({ timeZone: "Asia/Kathmandu" });
  requestAs(await asRole(tenant, "operations"));
});

/** Day and time in the tenant's zone, some hours from now. */
function inHours(hours: number) {
  const at = new Date(Date.now() + hours * 3_600_000);
  const words = at.toLocaleString("sv-SE", { timeZone: tenant.timeZone });
  return { day: words.slice(0, 10), time: words.slice(11, 16) };
}

async function planned(hours: number) {
  const made = await scheduleSession({
    tenant: tenant.slug,
    title: "Evening",
    masterName: "Guest Master",
    durationMinutes: 45,
    ...inHours(hours),
  });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  await project();
  return { tenant: tenant.slug, sessionId: made.data.sessionId };
}

async function project() {
  while ((await projectNext(tenant, projections)).kind === "projected");
}

async function stateOf({ sessionId }: { sessionId: string }) {
  await project();
  return (await withTenantSql(tenant.id, (db) => getSnapshot(db, sessionId))).session.status;
}

const refusal = (result: Awaited<ReturnType<typeof beginSession>>) => (result.ok ? null : result.error.message);

describe("a session that is held from its page", () => {
  it("begins and ends, each once, and both are told to the audit log", async () => {
    const soon = await planned(1);
    expect(refusal(await endSession(soon))).toBe("notLive");
    expect(refusal(await beginSession(soon))).toBeNull();
    expect(await stateOf(soon)).toBe("live");
    expect(refusal(await beginSession(soon))).toBe("begun");
    expect(refusal(await endSession(soon))).toBeNull();
    expect(await stateOf(soon)).toBe("ended");
    expect(refusal(await endSession(soon))).toBe("notLive");
    const audit = await withTenantSql(tenant.id, (db) =>
      db.execute<{ action: string }>(`select action from audit_log where action like 'session.%' order by seq`, []),
    );
    expect(audit.map(({ action }) => action)).toEqual(["session.scheduled", "session.begun", "session.ended"]);
  });

  it("is not one of another day, nor anybody's without the permission", async () => {
    const later = await planned(48);
    expect(refusal(await beginSession(later))).toBe("notNear");
    requestAs(await asRole(tenant, "coach"));
    const soon = { ...later, sessionId: "nowhere" };
    for (const act of [beginSession, endSession]) {
      expect(await act(soon)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    }
    requestAs(await asRole(tenant, "operations"));
    expect(await beginSession(soon)).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});
