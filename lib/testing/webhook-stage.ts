import type { Tenant } from "@/lib/db/directory";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { coreProjection } from "@/lib/events/core-projection";
import { projectNext } from "@/lib/events/projector";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import type { TestDatabase } from "@/lib/testing/db";
import { logged, writeLog } from "@/lib/testing/event-log";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { createWebhook } from "@/lib/webhooks/actions";
import { webhooksProjection } from "@/lib/webhooks/projection";
import { type RunningDeliveries, runDeliveries } from "@/lib/webhooks/run-deliveries";
import { type WebhookEvent, webhookEvents } from "@/lib/webhooks/schema";
import { type Behaviour, type Receiver, startReceiver } from "@/lib/webhooks/testing/receiver";

export const stageProjections = [coreProjection, webhooksProjection];

export interface DeliveryRow {
  id: string;
  status: string;
  attempts: number;
  event_type: string;
  last_status: number | null;
  last_reason: string | null;
  /** seconds until the next attempt */
  wait: string;
}

type Result<T> = Promise<{ ok: true; data: T } | { ok: false; error: unknown }>;

/** What an action gives, or a failure that says why it refused. */
export async function ok<T>(result: Result<T>): Promise<T> {
  const given = await result;
  if (!given.ok) throw new Error(JSON.stringify(given.error));
  return given.data;
}

let moment = Date.now() - 3_600_000;

/** A quiz event of one session, a second after the one before. */
export function quiz(name: WebhookEvent, properties: object = {}) {
  moment += 1000;
  return logged({
    name,
    occurredAt: new Date(moment),
    sessionKey: "q-1",
    actor: "00000000-0000-4000-8000-000000000001",
    properties: { quizSessionId: "q-1", frameworkId: "archetypes", format: "qa", ...properties },
  });
}

/** A tenant with its admin signed in, receivers on this machine and a worker that sends to them: what a test of deliveries plays on. */
export class WebhookStage {
  private worker: RunningDeliveries | null = null;
  private receivers: Receiver[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly tenant: Tenant,
  ) {}

  static async open(database: TestDatabase): Promise<WebhookStage> {
    const tenant = await makeTenant();
    requestAs(await asRole(tenant, "admin"));
    return new WebhookStage(database, tenant);
  }

  async close(): Promise<void> {
    await this.worker?.stop();
    for (const receiver of this.receivers) await receiver.close();
    await this.database.admin("delete from webhook_queues");
  }

  startWorker(): void {
    const transactions = { sql: withTenantSql, prisma: withTenant };
    this.worker = runDeliveries({ transactions, sending: { loopback: true, limitMs: 1000 }, pollMs: 50 });
  }

  async receive(behave?: Behaviour): Promise<Receiver> {
    const receiver = await startReceiver(behave);
    this.receivers.push(receiver);
    return receiver;
  }

  /** An endpoint for analytics. */
  listener(url: string, events: readonly WebhookEvent[] = webhookEvents) {
    const { slug } = this.tenant;
    return ok(createWebhook({ tenant: slug, kind: "analytics_webhook", name: "Data", url, events: [...events] }));
  }

  async happen(...events: ReturnType<typeof quiz>[]): Promise<void> {
    await writeLog(this.tenant, events);
    await this.project();
  }

  async project(): Promise<void> {
    while ((await projectNext(this.tenant, stageProjections)).kind === "projected");
  }

  deliveries(): Promise<DeliveryRow[]> {
    return this.database.admin<DeliveryRow>(
      `select id, status, attempts, event_type, last_status, last_reason, extract(epoch from next_attempt_at - now()) as wait
       from webhook_deliveries where tenant_id = $1 order by event_seq, created_at`,
      [this.tenant.id],
    );
  }

  async statuses(): Promise<string[]> {
    return (await this.deliveries()).map((row) => row.status);
  }

  /** As if the time until the next attempt, and the circuit's pause, were over. */
  async passTime(): Promise<void> {
    const { id } = this.tenant;
    await this.database.admin("update webhook_endpoints set paused_until = null where tenant_id = $1", [id]);
    await this.database.admin(
      "update webhook_deliveries set next_attempt_at = now() where tenant_id = $1 and status = 'pending'",
      [id],
    );
    await this.database.admin(
      "insert into webhook_queues values ($1, now()) on conflict (tenant_id) do update set due_at = now()",
      [id],
    );
  }

  /** The actions in the tenant's audit log, in order. */
  async audited(): Promise<string[]> {
    const rows = await this.database.admin<{ action: string }>(
      "select action from audit_log where tenant_id = $1 order by seq",
      [this.tenant.id],
    );
    return rows.map((row) => row.action);
  }
}
