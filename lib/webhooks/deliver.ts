import "server-only";
import { randomUUID } from "node:crypto";
import { type AuditActor, writeAudit } from "@/lib/audit/write-audit";
import type { Tenant } from "@/lib/db/directory";
import type { TenantDb, TenantId, TenantSql } from "@/lib/db/tenant";
import { type Claimed, makeBody } from "@/lib/webhooks/make-body";
import { claimDeliveries } from "@/lib/webhooks/queries/claim-deliveries";
import {
  disableGone,
  finishDelivery,
  insertAttempt,
  lockCircuit,
  setCircuit,
} from "@/lib/webhooks/queries/finish-delivery";
import { expectAt, settleQueue } from "@/lib/webhooks/queries/wake-queue";
import { circuitAfterFailure, closedCircuit, givenUpAfterMs, nextAttemptAt } from "@/lib/webhooks/schedule";
import type { FailureReason } from "@/lib/webhooks/schema";
import { openSecret } from "@/lib/webhooks/secret";
import { type Answer, type SendOptions, send } from "@/lib/webhooks/send";
import { signatureHeaders, webhookIdOf } from "@/lib/webhooks/sign";

/** How the worker enters a tenant; handed in, because only the process's root opens transactions. */
export interface Transactions {
  sql<T>(id: TenantId, fn: (db: TenantSql) => Promise<T>): Promise<T>;
  prisma<T>(id: TenantId, fn: (db: TenantDb) => Promise<T>): Promise<T>;
}

export interface DeliverOptions {
  transactions: Transactions;
  sending: SendOptions;
  /** how long a claim holds; longer than an attempt can take */
  leaseMs: number;
}

/** A delivery in this worker's hands, with its body made; null when it goes no further. */
export interface Held {
  readonly claim: string;
  readonly delivery: Claimed;
  readonly secrets: readonly string[];
  readonly body: string;
}

/** The time in which webhooks were switched off does not count: what was held then has its days from the day on which they came back. */
function isTooOld({ roundAt }: Claimed, { featuresChangedAt }: Tenant): boolean {
  const since = Math.max(roundAt.getTime(), featuresChangedAt?.getTime() ?? 0);
  return Date.now() - since > givenUpAfterMs;
}

/** Claims up to `limit` deliveries of a tenant and makes their bodies. What cannot be sent any more is ended here. */
export async function claim(tenant: Tenant, limit: number, options: DeliverOptions): Promise<Held[]> {
  const mark = randomUUID();
  return options.transactions.sql(tenant.id, async (db) => {
    const claimed = await claimDeliveries.all(db, { claim: mark, limit, leaseMs: options.leaseMs });
    const held: Held[] = [];
    for (const delivery of claimed) {
      const one = await prepare(db, tenant, delivery, mark);
      if (one) held.push(one);
    }
    await settleQueue(db);
    return held;
  });
}

async function prepare(db: TenantSql, tenant: Tenant, delivery: Claimed, mark: string): Promise<Held | null> {
  const made = isTooOld(delivery, tenant)
    ? { cancelled: "too-old" as const }
    : await makeBody(db, tenant.slug, delivery);
  if ("cancelled" in made) {
    await cancel(db, delivery, mark, made.cancelled);
    return null;
  }
  const secrets = openSecrets(tenant, delivery);
  if (secrets) return { claim: mark, delivery, secrets, body: made.body };
  await cancel(db, delivery, mark, "secret");
  return null;
}

/** Null when they were sealed under another installation's secret: one such endpoint must not hold up the others. */
function openSecrets(tenant: Tenant, { endpointId, secretSealed, previousSealed }: Claimed): string[] | null {
  try {
    return [secretSealed, previousSealed]
      .filter((one) => one !== null)
      .map((one) => openSecret(tenant.id, endpointId, one));
  } catch {
    return null;
  }
}

const cancel = (db: TenantSql, { id }: Claimed, mark: string, reason: FailureReason) =>
  finishDelivery.all(db, {
    id,
    claim: mark,
    status: reason === "too-old" || reason === "secret" ? "dead" : "cancelled",
    nextAttemptAt: null,
    lastStatus: null,
    reason,
    attempted: false,
  });

/** Makes one attempt and writes down what came of it. */
export async function attempt(tenantId: TenantId, held: Held, options: DeliverOptions): Promise<void> {
  const { delivery, secrets, body } = held;
  const startedAt = new Date();
  const headers = signatureHeaders(webhookIdOf(delivery.id), startedAt, body, secrets);
  const answer = await send(delivery.url, body, headers, options.sending);
  const durationMs = Math.max(0, Date.now() - startedAt.getTime());
  const gone = await options.transactions.sql(tenantId, async (db) => {
    return record(db, held, answer, startedAt, durationMs);
  });
  if (gone) await options.transactions.prisma(tenantId, (db) => switchOff(db, delivery.endpointId));
}

/** @returns whether the receiver said that it is gone */
async function record(
  db: TenantSql,
  { claim: mark, delivery, body }: Held,
  answer: Answer,
  startedAt: Date,
  durationMs: number,
): Promise<boolean> {
  const now = new Date();
  const circuit = await lockCircuit.first(db, { endpointId: delivery.endpointId });
  if (!circuit) return false;
  const next = answer.outcome === "failed" ? retryAt(delivery, answer, now) : null;
  const status = answer.outcome === "delivered" ? "delivered" : next ? "pending" : "dead";
  const finished = await finishDelivery.first(db, {
    id: delivery.id,
    claim: mark,
    status,
    nextAttemptAt: next,
    lastStatus: answer.status,
    reason: answer.reason,
    attempted: true,
  });
  // Somebody else has taken it over meanwhile and tells what came of it.
  if (!finished) return false;
  await insertAttempt.all(db, {
    deliveryId: delivery.id,
    number: finished.attempts,
    startedAt,
    durationMs,
    outcome: answer.outcome,
    status: answer.status,
    reason: answer.reason,
    // An answer that quotes what it was sent would keep a person's name here, where erasing her does not reach.
    answer: delivery.kind === "analytics_webhook" && !answer.answer.includes(body) ? answer.answer.slice(0, 500) : null,
  });
  if (next) await expectAt(db, next);
  const succeeded = answer.outcome === "delivered";
  const after = succeeded
    ? closedCircuit
    : circuitAfterFailure(circuit, { now, random: Math.random(), retryAfterMs: answer.retryAfterMs });
  await setCircuit.all(db, { endpointId: delivery.endpointId, ...after, succeeded });
  return answer.outcome === "gone";
}

function retryAt(delivery: Claimed, answer: Answer, now: Date): Date | null {
  return nextAttemptAt({
    attempts: delivery.roundAttempts + 1,
    firstAttemptAt: delivery.firstAttemptAt ?? now,
    now,
    retryAfterMs: answer.retryAfterMs,
    random: Math.random(),
  });
}

const attune: AuditActor = { kind: "system", label: "Attune" };

/** 410: the receiver does not want to hear from us again. Told in the audit log, because no person did it. */
async function switchOff(db: TenantDb, endpointId: string): Promise<void> {
  const endpoint = await lockCircuit.first(db, { endpointId });
  if (endpoint?.status !== "active") return;
  await disableGone.all(db, { endpointId });
  await writeAudit(db, attune, {
    action: "webhook.disabled",
    target: { type: "webhook", id: endpointId },
    detail: { name: endpoint.name, because: "gone" },
  });
}
