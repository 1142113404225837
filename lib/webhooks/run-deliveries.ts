import "server-only";
import { getTenantById, type Tenant } from "@/lib/db/directory";
import { listen } from "@/lib/db/listen";
import { env } from "@/lib/env";
import { hasFeature } from "@/lib/features";
import { log } from "@/lib/log";
import { attempt, claim, type DeliverOptions, type Held, type Transactions } from "@/lib/webhooks/deliver";
import { dueTenants } from "@/lib/webhooks/queries/due-tenants";
import { type SendOptions, timeoutMs } from "@/lib/webhooks/send";

export interface RunningDeliveries {
  /** Ends after the attempts in hand. */
  stop(): Promise<void>;
}

export interface DeliveriesOptions {
  transactions: Transactions;
  sending?: SendOptions;
  /** attempts under way at the same time in this process */
  lanes?: number;
  leaseMs?: number;
  /** milliseconds between two looks for work that no notification told of */
  pollMs?: number;
}

/** So much of a tenant's work is taken before the next tenant has its turn. */
const turn = 8;

/**
 * Sends what is due until `stop()`. Any number of workers may run beside each other: a delivery is in one pair of hands at a time, and when
 * those are gone another takes it over, under the same webhook-id.
 */
export function runDeliveries({
  transactions,
  sending = { loopback: env().ATTUNE_WEBHOOKS_LOOPBACK === "1" },
  lanes = 16,
  leaseMs = timeoutMs * 2,
  pollMs = 1000,
}: DeliveriesOptions): RunningDeliveries {
  const options: DeliverOptions = { transactions, sending, leaseMs };
  const underWay = new Set<Promise<void>>();
  const bell = new Bell();
  let stopping = false;

  const start = (tenant: Tenant, held: Held) => {
    const done = attempt(tenant.id, held, options)
      .catch((error: unknown) => log.error(about(error), "an attempt could not be written down; it is made again"))
      .finally(() => {
        underWay.delete(done);
        bell.ring();
      });
    underWay.add(done);
  };

  const pass = async (): Promise<boolean> => {
    let found = false;
    for (const { tenantId } of await dueTenants.all({})) {
      const room = lanes - underWay.size;
      if (stopping || room <= 0) break;
      const tenant = await getTenantById(tenantId);
      if (!tenant || !hasFeature(tenant, "webhooks")) continue;
      const held = await claim(tenant, Math.min(room, turn), options);
      for (const one of held) start(tenant, one);
      found ||= held.length > 0;
    }
    return found;
  };

  const work = async () => {
    while (!stopping) {
      let found = false;
      try {
        found = await pass();
      } catch (error) {
        log.warn(about(error), "the deliveries cannot be looked up; trying again");
      }
      if (!found && !stopping) await bell.heard(pollMs);
    }
  };

  const listener = listen(["attune_webhooks"], { onMessage: () => bell.ring(), onConnect: () => bell.ring() });
  const working = work();
  return {
    async stop() {
      stopping = true;
      bell.ring();
      await listener.stop();
      await working;
      await Promise.all(underWay);
    },
  };
}

// Never the message: an error of the database may quote what was written.
const about = (error: unknown) => ({ name: (error as Error)?.name, code: (error as { code?: unknown })?.code });

/** Something that can be waited for, and that does not forget to have rung. */
class Bell {
  private rung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  async heard(limitMs: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rung = false;
    this.wake = null;
  }
}
