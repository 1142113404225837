import "server-only";
import { z } from "zod";
import { listTenants } from "@/lib/db/directory";
import { job } from "@/lib/guard/job";
import { deleteOldNotifications } from "@/lib/notifications/queries/delete-old-notifications";

/** Days after which a notice is forgotten. */
export const notificationDays = 90;

/** Forgets notices of more than ninety days ago. */
export const purgeNotifications = job(
  { name: "notifications.purge", schema: z.object({}), schedule: "35 3 * * *" },
  async ({ now, tenant }) => {
    const before = new Date(now.getTime() - notificationDays * 86_400_000);
    for (const { id } of await listTenants()) {
      await tenant(id, (db) => deleteOldNotifications.all(db, { before }));
    }
  },
);
