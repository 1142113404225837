import { expect, it } from "vitest";
import { withTenantSql } from "@/lib/db/tenant";
import { projectNext } from "@/lib/events/projector";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { projections } from "@/lib/projections";
import { makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { deliver } from "@/prisma/seed/deliver";
import { hostDemoSession } from "@/prisma/seed/demo-host";
import { demoLobby, liveSessionEvents } from "@/prisma/seed/live-session";

await createTestDatabase();

it("begins and ends the demo's lobby in its time, each once, and adds nobody", async () => {
  const tenant = await makeTenant();
  const project = async () => {
    while ((await projectNext(tenant, projections)).kind === "projected");
  };
  const session = () => withTenantSql(tenant.id, (db) => getSnapshot(db, demoLobby));
  // Half an hour ago, so that what is said now is said after the planned start.
  const anchor = new Date(Date.now() - 30 * 60_000);
  await deliver(tenant, liveSessionEvents(anchor));
  await project();
  const startsAt = (await session()).session.scheduledAt as Date;
  const minutes = (count: number) => new Date(startsAt.getTime() + count * 60_000);

  expect(await hostDemoSession(tenant, minutes(-1))).toBeNull();
  expect(await hostDemoSession(tenant, minutes(31))).toBeNull();
  expect(await hostDemoSession(tenant, minutes(1))).toBe("started");
  await project();
  expect(await session()).toMatchObject({ session: { status: "live" }, total: 46 });
  expect(await hostDemoSession(tenant, minutes(2))).toBeNull();
  const begun = (await session()).session.startedAt as Date;
  expect(await hostDemoSession(tenant, new Date(begun.getTime() + 31 * 60_000))).toBe("ended");
  await project();
  expect(await session()).toMatchObject({ session: { status: "ended" }, total: 46 });
  expect(await hostDemoSession(tenant, minutes(90))).toBeNull();
});
