import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import type { TenantDb } from "@/lib/db/tenant";
import { refuse } from "@/lib/identity/refusal";

const roomForMember = defineQuery({
  name: "identity.room-for-member",
  params: z.object({}),
  row: z.object({ room: z.boolean() }),
  // The lock keeps two who join at once from both finding the last place free.
  sql: (_, tenant) => sql`
    select t.member_limit is null or t.member_limit > (
      select count(*) from memberships m where m.tenant_id = ${tenant} and m.disabled_at is null) as room
    from tenants t where t.id = ${tenant} for update of t`,
});

/** Throws conflict when the tenant has as many active members as its limit allows. */
export async function assertRoomForMember(db: TenantDb): Promise<void> {
  if (!(await roomForMember.first(db, {}))?.room) throw refuse("conflict", "memberLimit");
}
