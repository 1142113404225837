import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenant } from "@/lib/db/tenant";
import { doorOf } from "@/lib/guard/door";
import { createKey, type KeyScope } from "@/lib/identity/keys";
import type { Access } from "@/lib/identity/membership";
import { permissionNames, roles } from "@/lib/identity/permissions";
import { revokeSessionsOfUser, type Viewer } from "@/lib/identity/session";
import { jobs } from "@/lib/jobs/registry";
import { closeRooms } from "@/lib/live/hub";
import { asDisabled, asPlatformAdmin, asRole, makeTenant, makeUser, signedIn } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { type Entrance, listEntrances, strayEntrances } from "@/lib/testing/entrances";
import { createTestLiveKey, scheduleSession, signToken } from "@/lib/testing/live";
import { expectedAnswer, tryDoor, type Visitor } from "@/lib/testing/try-door";

/** What the doors stand on, each with a switch that breaks it, to see that somebody would notice. */
const broken = vi.hoisted(() => ({ part: "" }));

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
vi.mock("@/lib/identity/permissions", async (original) => {
  const real = await original<typeof import("@/lib/identity/permissions")>();
  // The test's own expectation comes from the table, not from this function.
  const can: typeof real.can = (role, permission) => broken.part === "can" || real.can(role, permission);
  return { ...real, can };
});
vi.mock("@/lib/identity/membership", async (original) => {
  const real = await original<typeof import("@/lib/identity/membership")>();
  const { getTenantBySlug } = await import("@/lib/db/directory");
  const accessOf = async (userId: string, slug: string): Promise<Access | null> => {
    const found = await real.accessOf(userId, slug);
    if (found || broken.part !== "access") return found;
    const tenant = await getTenantBySlug(slug);
    return tenant && { tenant, role: "admin" };
  };
  return { ...real, accessOf };
});
vi.mock("@/lib/identity/session", async (original) => {
  const real = await original<typeof import("@/lib/identity/session")>();
  const anybody = { id: "00000000-0000-4000-8000-000000000000", email: "x@people.example", name: "", locale: null };
  const nobody: Viewer = { sessionId: anybody.id, user: { ...anybody, theme: "system", platformAdmin: false } };
  const viewerOfCookie = async (value: string | undefined): Promise<Viewer | null> => {
    const viewer = await real.viewerOfCookie(value);
    if (broken.part === "session") return viewer ?? nobody;
    return viewer && broken.part === "platform" ? { ...viewer, user: { ...viewer.user, platformAdmin: true } } : viewer;
  };
  return { ...real, viewerOfCookie };
});
vi.mock("@/lib/guard/request", async (original) => {
  const real = await original<typeof import("@/lib/guard/request")>();
  const isSameOrigin: typeof real.isSameOrigin = (...given) => broken.part === "origin" || real.isSameOrigin(...given);
  const assertSameOrigin = async () => (broken.part === "origin" ? undefined : real.assertSameOrigin());
  return { ...real, isSameOrigin, assertSameOrigin };
});
vi.mock("@/lib/identity/keys", async (original) => {
  const real = await original<typeof import("@/lib/identity/keys")>();
  const authenticateKey = async (value: string | null) => {
    const key = await real.authenticateKey(value);
    return key && broken.part === "scope" ? { ...key, scopes: real.keyScopes } : key;
  };
  return { ...real, authenticateKey };
});

await createTestDatabase();
const entrances = await listEntrances();
let tenant: Tenant;
let visitors: Visitor[];
let liveSession: string;
afterAll(closeRooms);

async function keyVisitor(name: string, scopes: KeyScope[], alive = true): Promise<Visitor> {
  const { id, value } = await withTenant(tenant.id, (db) => createKey(db, { name, scopes, createdBy: null }));
  if (!alive) {
    await withTenant(tenant.id, (db) =>
      db.execute(`update api_keys set revoked_at = now() where id = $1::uuid returning id`, [id]),
    );
  }
  return { name, actor: null, role: null, key: { value, scopes, alive } };
}

async function participants(elsewhere: Tenant): Promise<Visitor[]> {
  const [own, theirs] = [await createTestLiveKey(tenant), await createTestLiveKey(elsewhere)];
  const visitor = async (name: string, value: Promise<string>, good: NonNullable<Visitor["token"]>["good"]) => ({
    name,
    actor: null,
    role: null,
    origin: "https://elsewhere.example",
    token: { value: await value, good },
  });
  const sub = "participant";
  return [
    await visitor("participant token", signToken(own, { sub, sid: liveSession }), "yes"),
    await visitor("token of another session", signToken(own, { sub, sid: "another" }), "for another session"),
    await visitor("token of another tenant's key", signToken(theirs, { sub, sid: liveSession }), "for another tenant"),
  ];
}

beforeAll(async () => {
  tenant = await makeTenant();
  liveSession = await scheduleSession(tenant);
  const admin = await asRole(tenant, "admin");
  const neighbour = await asRole(await makeTenant(), "admin");
  const platform = await asPlatformAdmin();
  const signedOut = await asRole(tenant, "admin");
  await revokeSessionsOfUser(signedOut.user.id);
  visitors = [
    ...(await Promise.all(roles.map(async (role) => ({ name: role, actor: await asRole(tenant, role), role })))),
    { name: "anonymous", actor: null, role: null },
    { name: "admin of another tenant", actor: neighbour, role: null },
    { name: "disabled admin", actor: await asDisabled(tenant, "admin"), role: null },
    { name: "user without a tenant", actor: await signedIn(await makeUser()), role: null },
    { name: "platform admin, not a member", actor: platform, role: null, platformAdmin: true },
    { name: "admin after signing out", actor: signedOut, role: "admin", invalid: true },
    { name: "forged cookie", actor: { ...admin, cookie: "attune.session=forged" }, role: "admin", invalid: true },
    { name: "admin from a foreign page", actor: admin, role: "admin", origin: "https://elsewhere.example" },
    { name: "admin from a sandboxed page", actor: admin, role: "admin", origin: "null" },
    { name: "admin without an origin", actor: admin, role: "admin", origin: null },
    await keyVisitor("read key", ["read"]),
    await keyVisitor("ingest key", ["ingest"]),
    await keyVisitor("revoked key", ["read", "ingest"], false),
    ...(await participants(await makeTenant())),
  ];
});

/** Every door tried by every visitor; a line for each answer that is not the matrix's. */
async function* violations(): AsyncGenerator<string> {
  for (const entrance of entrances) {
    for (const visitor of visitors) {
      const expected = expectedAnswer(entrance, visitor);
      const answer = await tryDoor(entrance, visitor, tenant.slug, liveSession);
      if (answer !== expected) yield `${entrance.name} by ${visitor.name}: ${answer} instead of ${expected}`;
    }
  }
}

const withoutDoor = (ways: readonly Entrance[]) =>
  ways.filter(({ door, kind }) => door?.kind !== kind).map(({ name }) => name);

describe("the ways into Attune", () => {
  it("are all made by a door, and none is hidden", () => {
    expect(strayEntrances()).toEqual([]);
    expect(withoutDoor(entrances)).toEqual([]);
    for (const kind of ["page", "route", "action"]) {
      expect(entrances.filter((one) => one.kind === kind).length, kind).toBeGreaterThan(3);
    }
  });

  it("state a permission of the table where they belong to a tenant, and none elsewhere", () => {
    for (const { name, door } of entrances) {
      if (door?.scope === "tenant") expect(permissionNames, name).toContain(door.permission);
      else expect(door?.permission, name).toBeNull();
    }
  });

  it("answer every role and every stranger as the permission matrix says", { timeout: 120_000 }, async () => {
    const found: string[] = [];
    for await (const violation of violations()) found.push(violation);
    expect(found).toEqual([]);
  });

  it("of the worker are jobs", () => {
    for (const job of jobs) expect(doorOf(job), job.name).toMatchObject({ kind: "job" });
  });
});

describe("the test of the ways in", () => {
  it.each([
    ["can", / by (coach|finance): in instead of forbidden/],
    [
      "access",
      / by (admin of another tenant|disabled admin|platform admin, not a member): (in|forbidden) instead of not-found/,
    ],
    ["session", / by anonymous: not-found instead of sign-in/],
    ["origin", / by admin (from a foreign page|without an origin): in instead of forbidden/],
    ["platform", / by coach: in instead of not-found/],
    ["scope", / by (read|ingest) key: in instead of forbidden/],
  ])("notices when %s is not checked", { timeout: 120_000 }, async (part, complaint) => {
    broken.part = part;
    try {
      let noticed = "nothing";
      for await (const violation of violations()) {
        noticed = violation;
        if (complaint.test(violation)) break;
      }
      expect(noticed).toMatch(complaint);
    } finally {
      broken.part = "";
    }
  });

  it("notices a page, a route and an action that no door made", () => {
    const bare = async () => null;
    const kinds = ["page", "route", "action"] as const;
    const ways = kinds.map((kind) => ({ name: `bare ${kind}`, kind, method: "GET", value: bare, door: doorOf(bare) }));
    expect(withoutDoor(ways)).toEqual(["bare page", "bare route", "bare action"]);
  });
});
