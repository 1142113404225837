import "server-only";
import { z } from "zod";
import { listTenants } from "@/lib/db/directory";
import { job } from "@/lib/guard/job";
import { byGravity, listAnomalies } from "@/lib/master-sessions/anomalies";
import { notify } from "@/lib/notifications/notify";

/** The kinds as ICU's `select` can name them. */
const selectors = {
  "low-attendance": "attendance",
  "high-drop-off": "dropoff",
  "muted-reactions": "reactions",
} as const;

/** How long after its end a session is still looked at: late events may turn it into an anomaly. */
const lookedAtHours = 48;

/**
 * Tells those who follow sessions about an anomaly of one that has just ended. Each anomaly is told once, whatever happens to it later;
 * several of one session are told one by one, gravest first.
 */
export const detectAnomalies = job(
  { name: "anomalies.detect", schema: z.object({}), schedule: "*/2 * * * *" },
  async ({ now, tenant }) => {
    const endedSince = new Date(now.getTime() - lookedAtHours * 3_600_000);
    for (const { id } of await listTenants()) {
      await tenant(id, async (db) => {
        const found = (await listAnomalies(db, { endedSince })).filter(({ state }) => state === "open").sort(byGravity);
        for (const { session, kind, severity } of found) {
          await notify(
            db,
            {
              kind: "anomaly-found",
              audience: { permission: "masterSessions:annotate" },
              href: `masters/sessions/${encodeURIComponent(session.id)}`,
              params: { title: session.title || session.master.name, anomaly: selectors[kind], severity },
              once: `anomaly/${kind}/${session.id}`,
            },
            now,
          );
        }
      });
    }
  },
);
