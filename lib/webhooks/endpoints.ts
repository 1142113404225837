import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { endOfDay, startOfDay } from "@/lib/analytics/zone";
import type { TenantDb } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { conflict, invalid, notFound } from "@/lib/errors";
import { judgeUrl } from "@/lib/webhooks/judge-url";
import { readConsent, readLogEnd } from "@/lib/webhooks/queries/list-endpoints";
import { insertTest, replayOne, replayRange } from "@/lib/webhooks/queries/replay";
import { wakeQueue } from "@/lib/webhooks/queries/wake-queue";
import {
  type createEndpointInput,
  eventsOfKind,
  type replayRangeInput,
  testEventType,
  type updateEndpointInput,
  type WebhookKind,
} from "@/lib/webhooks/schema";
import { makeSecret, sealSecret } from "@/lib/webhooks/secret";

/** More endpoints than this nobody keeps an eye on. */
const mostEndpoints = 20;

const key = (db: TenantDb, id: string) => ({ tenantId_id: { tenantId: db.tenantId, id } });

function checkUrl(url: string): void {
  const judged = judgeUrl(url, { loopback: env().ATTUNE_WEBHOOKS_LOOPBACK === "1" });
  if ("refused" in judged) throw invalid({ url: judged.refused });
}

function checkEvents(kind: WebhookKind, events: readonly string[]): string[] {
  const possible: readonly string[] = eventsOfKind[kind];
  if (!events.every((event) => possible.includes(event))) throw invalid({ events: "eventOfOtherKind" });
  return possible.filter((event) => events.includes(event));
}

/** Makes an endpoint. Its secret comes back this once. Throws `invalid` with the field, or `conflict`. */
export async function createEndpoint(
  db: TenantDb,
  { kind, name, url, events }: z.output<typeof createEndpointInput>,
  by: string,
  now: Date,
): Promise<{ id: string; secret: string }> {
  checkUrl(url);
  const chosen = checkEvents(kind, events);
  if (kind === "archetype_scores_webhook" && !(await readConsent.first(db, {}))?.personalData)
    throw invalid({ kind: "consentMissing" });
  if ((await db.prisma.webhookEndpoint.count({ where: { tenantId: db.tenantId } })) >= mostEndpoints)
    throw conflict("tooManyEndpoints");
  const id = randomUUID();
  const secret = makeSecret();
  const end = await readLogEnd.first(db, {});
  await db.prisma.webhookEndpoint.create({
    data: {
      tenantId: db.tenantId,
      id,
      kind,
      name,
      url,
      events: chosen,
      secretSealed: sealSecret(db.tenantId, id, secret),
      fromSeq: BigInt(end?.seq ?? 0),
      createdBy: by,
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true },
  });
  return { id, secret };
}

async function find(db: TenantDb, id: string) {
  const found = await db.prisma.webhookEndpoint.findUnique({
    where: key(db, id),
    select: { id: true, kind: true, name: true, status: true, secretSealed: true },
  });
  if (!found) throw notFound("webhook");
  return { ...found, kind: found.kind as WebhookKind };
}

export async function updateEndpoint(
  db: TenantDb,
  { endpointId, name, url, events }: z.output<typeof updateEndpointInput>,
  now: Date,
): Promise<{ kind: WebhookKind }> {
  const { kind } = await find(db, endpointId);
  checkUrl(url);
  await db.prisma.webhookEndpoint.update({
    where: key(db, endpointId),
    data: { name, url, events: checkEvents(kind, events), updatedAt: now },
    select: { id: true },
  });
  return { kind };
}

/** Switches an endpoint off or on. While it is off it is told of nothing; what waited already goes out once it is on again. */
export async function setEndpointActive(
  db: TenantDb,
  id: string,
  active: boolean,
  now: Date,
): Promise<{ name: string }> {
  const { name, status } = await find(db, id);
  if ((status === "active") === active) throw conflict("nothingChanged");
  const end = await readLogEnd.first(db, {});
  await db.prisma.webhookEndpoint.update({
    where: key(db, id),
    data: active
      ? {
          status: "active",
          disabledBecause: null,
          fromSeq: BigInt(end?.seq ?? 0),
          failures: 0,
          openings: 0,
          pausedUntil: null,
          updatedAt: now,
        }
      : { status: "disabled", disabledBecause: "person", updatedAt: now },
    select: { id: true },
  });
  if (active) await wakeQueue(db);
  return { name };
}

/** Deletes an endpoint with its deliveries and attempts. */
export async function deleteEndpoint(db: TenantDb, id: string): Promise<{ name: string; url: string }> {
  const { name } = await find(db, id);
  const { url } = await db.prisma.webhookEndpoint.delete({ where: key(db, id), select: { url: true } });
  return { name, url };
}

/** Gives an endpoint a new secret; the old one signs too for so many hours, so that the receiver can change over. */
export async function rotateSecret(
  db: TenantDb,
  id: string,
  overlapHours: number,
  now: Date,
): Promise<{ name: string; secret: string }> {
  const { name, secretSealed } = await find(db, id);
  const secret = makeSecret();
  const overlap = overlapHours > 0;
  await db.prisma.webhookEndpoint.update({
    where: key(db, id),
    data: {
      secretSealed: sealSecret(db.tenantId, id, secret),
      previousSealed: overlap ? secretSealed : null,
      previousUntil: overlap ? new Date(now.getTime() + overlapHours * 3_600_000) : null,
      updatedAt: now,
    },
    select: { id: true },
  });
  return { name, secret };
}

/** Decides whether names and e-mails may leave for the tenant's CRM. Taking it back stops what has not been sent. */
export async function decidePersonalData(db: TenantDb, allowed: boolean, by: string, now: Date): Promise<void> {
  const data = { personalData: allowed, decidedBy: by, decidedAt: now };
  await db.prisma.webhookConsent.upsert({
    where: { tenantId: db.tenantId },
    create: { tenantId: db.tenantId, ...data },
    update: data,
    select: { tenantId: true },
  });
}

/** Puts a test event into the outbox of one endpoint. */
export async function sendTest(db: TenantDb, endpointId: string): Promise<{ name: string; deliveryId: string }> {
  const { name, status } = await find(db, endpointId);
  if (status !== "active") throw conflict("endpointOff");
  const deliveryId = randomUUID();
  await insertTest.all(db, { id: deliveryId, endpointId, type: testEventType });
  await wakeQueue(db);
  return { name, deliveryId };
}

export async function resendDelivery(db: TenantDb, id: string): Promise<{ endpointId: string }> {
  const replayed = await replayOne.first(db, { id });
  if (!replayed) throw notFound("delivery");
  await wakeQueue(db);
  return { endpointId: replayed.endpointId };
}

/** Sends again what was made for one endpoint on some days of a zone, both included. Returns how many. */
export async function resendRange(
  db: TenantDb,
  { endpointId, from, to, statuses }: z.output<typeof replayRangeInput>,
  zone: string,
): Promise<{ name: string; count: number }> {
  const { name } = await find(db, endpointId);
  if (from > to) throw invalid({ to: "rangeEmpty" });
  const times = { from: startOfDay(from, zone), to: endOfDay(to, zone) };
  const replayed = await replayRange.all(db, { endpointId, ...times, statuses });
  if (replayed.length > 0) await wakeQueue(db);
  return { name, count: replayed.length };
}
