import { describe, expect, it } from "vitest";
import { withTenantSql } from "@/lib/db/tenant";
import { listPlatformTenants } from "@/lib/platform/queries/list-platform-tenants";
import { makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";

await createTestDatabase();

const addDay = (tenant: Awaited<ReturnType<typeof makeTenant>>, day: string, sessions: number, people: number) =>
  withTenantSql(tenant.id, (db) =>
    db.execute(
      `insert into session_day_totals (tenant_id, day, sessions, people, reactions, gratitude_texts, replays, au)
       values ($1, $2, $3, $4, $4 * 2, 0, 3, 0)`,
      [tenant.id, day, sessions, people],
    ),
  );

describe("the platform's organisations", () => {
  it("are sums of the days asked for, without a sum that few people stand behind", async () => {
    const busy = await makeTenant({ slug: "busy", name: "Busy" });
    const small = await makeTenant({ slug: "small", name: "Small", k: 8 });
    await makeTenant({ slug: "quiet", name: "Quiet" });
    await addDay(busy, "2026-03-01", 2, 40);
    await addDay(busy, "2026-03-31", 1, 10);
    await addDay(busy, "2026-04-01", 9, 999);
    await addDay(small, "2026-03-05", 1, 7);
    const rows = await listPlatformTenants.all({ from: "2026-03-01", to: "2026-03-31" });
    expect(rows.map(({ since: _, timeZone: __, ...row }) => row)).toEqual([
      { slug: "busy", name: "Busy", sessions: 3, people: 50, reactions: 100, replays: 6, lastSessionOn: "2026-03-31" },
      { slug: "quiet", name: "Quiet", sessions: 0, people: 0, reactions: 0, replays: 0, lastSessionOn: null },
      {
        slug: "small",
        name: "Small",
        sessions: 1,
        people: null,
        reactions: null,
        replays: null,
        lastSessionOn: "2026-03-05",
      },
    ]);
  });
});
