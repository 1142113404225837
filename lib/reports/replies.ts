import "server-only";
import { randomUUID } from "node:crypto";
import { writeAudit } from "@/lib/audit/write-audit";
import type { TenantDb } from "@/lib/db/tenant";
import { forbidden, notFound, tooMany } from "@/lib/errors";
import { notify } from "@/lib/notifications/notify";
import { confirmOpen } from "@/lib/reports/queries/confirm-open";
import { judgeReply, lockLink } from "@/lib/reports/queries/judge-reply";

/** Messages that one link may send in a day and altogether: enough for a master and her team, too few for anybody else. */
const perLink = { aDay: 5, ever: 30 } as const;
/** A person needs so long before she has anything to say. */
const atLeastMs = 3000;

export interface Reply {
  readonly linkId: string;
  readonly linkName: string;
  readonly sessionId: string;
  readonly sessionTitle: string;
  readonly visitId: string;
  readonly author: string;
  readonly body: string;
}

/**
 * Keeps what a reader wrote and tells operations, if the visit it comes from is a person's: confirmed by its script, or open for three
 * seconds and now writing. The same words sent twice are kept once. Throws forbidden for machines and the own team, too-many beyond
 * what one link may send.
 */
export async function keepReply(db: TenantDb, reply: Reply, now: Date): Promise<void> {
  const { linkId, visitId, body } = reply;
  const link = await lockLink.first(db, { linkId });
  const found = link && (await judgeReply.first(db, { linkId, visitId, body, now }));
  if (!found) throw notFound("report");
  if (found.kind === "team") throw forbidden("team");
  const lateEnough = found.openedAt !== null && now.getTime() - found.openedAt.getTime() >= atLeastMs;
  if (!lateEnough || (found.kind !== "human" && found.kind !== "pending")) throw forbidden("not a person's visit");
  if (found.same) return;
  if (found.today >= perLink.aDay || found.ever >= perLink.ever) throw tooMany(86_400);
  if (found.kind === "pending") await confirmOpen.all(db, { id: visitId, linkId, now });
  const { tenantId } = db;
  const id = randomUUID();
  await db.prisma.reportReply.create({
    data: { tenantId, id, linkId, visitId, author: reply.author, body, receivedAt: now },
    select: { id: true },
  });
  await notify(
    db,
    {
      kind: "report-replied",
      audience: { permission: "reports:share" },
      href: `masters/sessions/${encodeURIComponent(reply.sessionId)}/report#replies`,
      // The name of the link was given by operations; what the reader calls herself stays with her words.
      params: { title: reply.sessionTitle, name: reply.linkName },
      once: `report-replied/${id}`,
    },
    now,
  );
  await writeAudit(
    db,
    { kind: "visitor", label: "visitor of a shared report" },
    { action: "report.replied", target: { type: "report-link", id: linkId }, detail: { characters: body.length } },
    now,
  );
}

/** Notes who has read a reply first. Throws not-found for an unknown one. */
export async function markReplyRead(db: TenantDb, replyId: string, userId: string, now: Date): Promise<{ read: true }> {
  const { tenantId } = db;
  const { count } = await db.prisma.reportReply.updateMany({
    where: { tenantId, id: replyId, readAt: null },
    data: { readBy: userId, readAt: now },
  });
  if (count === 0 && (await db.prisma.reportReply.count({ where: { tenantId, id: replyId } })) === 0) {
    throw notFound("reply");
  }
  return { read: true };
}
