import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { roles } from "@/lib/identity/permissions";

/** The role that a member has at this moment. */
export const getMemberRole = defineQuery({
  name: "notifications.get-member-role",
  prepared: true,
  params: z.object({ userId: z.uuid() }),
  row: z.object({ role: z.enum(roles) }),
  sql: ({ userId }, tenant) => sql`
    select role from memberships where tenant_id = ${tenant} and user_id = ${userId}::uuid and disabled_at is null`,
});
