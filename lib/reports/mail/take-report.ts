import "server-only";
import type { TenantDb } from "@/lib/db/tenant";
import type { DeliveryReport } from "@/lib/mail/read-bounce";
import { note } from "@/lib/reports/mail/deliver";
import { insertMailEvent, moveMessage } from "@/lib/reports/mail/queries/change-message";
import { getMessage } from "@/lib/reports/mail/queries/get-message";

/**
 * Notes what a mail server reports about a message. The same report twice changes nothing the second time; a failure outweighs an earlier
 * success, and never the other way round.
 * @returns whether the report was about a message that is known and changed where it is
 */
export async function takeDeliveryReport(
  db: TenantDb,
  messageId: string,
  report: Pick<DeliveryReport, "action" | "status">,
  now: Date,
): Promise<boolean> {
  const message = await getMessage.first(db, { messageId });
  if (!message) return false;
  const { action, status: code } = report;
  if (action === "delayed") {
    if (message.state !== "sent") return false;
    await insertMailEvent.all(db, { messageId, at: now, kind: "delayed", source: "report", code });
    return true;
  }
  const failed = action === "failed";
  const moved = await moveMessage.first(db, {
    messageId,
    from: failed ? ["sending", "sent", "delivered"] : ["sent"],
    to: failed ? "bounced" : "delivered",
    now,
    code,
    failure: failed ? "came-back" : null,
  });
  if (!moved) return false;
  await note(db, message, { kind: failed ? "bounced" : "delivered", source: "report", code }, now);
  return true;
}
