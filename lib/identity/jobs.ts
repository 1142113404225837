import "server-only";
import { z } from "zod";
import { appPool } from "@/lib/db/pools";
import { job } from "@/lib/guard/job";

/** Clears away sessions that ended three months ago and throttles that nobody has touched for a day. */
export const purgeIdentity = job({ name: "identity.purge", schema: z.object({}), schedule: "10 3 * * *" }, async () => {
  await appPool().query(
    `delete from user_sessions where expires_at < now() - interval '90 days' or revoked_at < now() - interval '90 days'`,
  );
  await appPool().query(
    `delete from sign_in_throttles where greatest(window_started_at, blocked_until) < now() - interval '1 day'`,
  );
});
