import "server-only";
import { z } from "zod";
import { writeAudit } from "@/lib/audit/write-audit";
import { getTenantById, listTenants } from "@/lib/db/directory";
import type { TenantDb } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import { hasFeature } from "@/lib/features";
import { job } from "@/lib/guard/job";
import { enqueue } from "@/lib/jobs/queue";
import { notify } from "@/lib/notifications/notify";
import { deliverMessage } from "@/lib/reports/mail/deliver";
import { listDueMessages } from "@/lib/reports/mail/queries/list-due-messages";
import { suggestReminders } from "@/lib/reports/mail/queries/suggest-reminders";

/** The organisations whose reports may leave; the messages of the others wait. */
const listSharing = async () => (await listTenants()).filter((tenant) => hasFeature(tenant, "report-sharing"));

/** Makes one attempt to send one message. When it fails, the message's own row says when it is tried again. */
export const deliverMail = job(
  {
    name: "reports.mail-deliver",
    feature: "report-sharing",
    schema: z.object({ tenantId: z.uuid(), messageId: z.uuid() }),
  },
  async (ctx, given) => {
    const tenant = await getTenantById(given.tenantId);
    if (!tenant) throw notFound("tenant");
    await deliverMessage((fn) => ctx.tenant(tenant.id, fn), given.messageId);
  },
);

/** Looks for messages whose time has come, every minute: retries, and what a worker that died had in hand. */
export const sweepMail = job(
  { name: "reports.mail-sweep", schema: z.object({}), schedule: "* * * * *" },
  async ({ now, tenant }) => {
    for (const { id } of await listSharing()) {
      const due = await tenant(id, (db) => listDueMessages.all(db, { now }));
      for (const message of due) await enqueue(deliverMail, { tenantId: id, messageId: message.id });
    }
  },
);

/** Suggests to remind of reports that nobody has opened, once each, every hour. It suggests and does not write by itself. */
export const suggestMailReminders = job(
  { name: "reports.remind", schema: z.object({}), schedule: "25 * * * *" },
  async ({ now, tenant }) => {
    for (const { id } of await listSharing()) await tenant(id, (db) => suggestIn(db, now));
  },
);

/** The same inside one tenant; returns how many messages it suggested to follow up. */
export async function suggestIn(db: TenantDb, now: Date): Promise<number> {
  const suggested = await suggestReminders.all(db, { now });
  for (const { id, sessionId, title, days } of suggested) {
    await notify(
      db,
      {
        kind: "reminder-suggested",
        audience: { permission: "reports:share" },
        href: `reports/outbox/${id}`,
        params: { title: title || sessionId, days },
        once: `reminder/${id}`,
      },
      now,
    );
    const target = { type: "mail", id };
    await writeAudit(db, { kind: "system", label: "Attune" }, { action: "mail.reminder-suggested", target }, now);
  }
  return suggested.length;
}

export const mailJobs = [deliverMail, sweepMail, suggestMailReminders] as const;
